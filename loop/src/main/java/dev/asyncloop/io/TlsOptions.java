// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How TLS is spoken on a stream. */
record TlsOptions(
        SSLContext context,
        @Nullable String serverName,
        boolean verifiesHost,
        List<String> protocols,
        Duration handshakeTimeout) {

    static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

    SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(serverName == null ? host : serverName, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (verifiesHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return with(engine, parameters);
    }

    SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return with(engine, engine.getSSLParameters());
    }

    private SSLEngine with(SSLEngine engine, SSLParameters parameters) {
        if (!protocols.isEmpty()) {
            parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
