// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TcpStream} behaves. Immutable: each method returns a changed copy.
 *
 * @since 0.1
 */
public final class StreamOptions {

    private static final int KIB = 1024;
    private static final StreamOptions DEFAULTS = new StreamOptions();

    private int limit = 64 * KIB;
    private int highWater = 64 * KIB;
    private int lowWater = 16 * KIB;
    private boolean noDelay = true;
    private @Nullable TlsOptions tls;

    private StreamOptions() {}

    private StreamOptions with(Consumer<StreamOptions> change) {
        StreamOptions copy = new StreamOptions();
        copy.limit = limit;
        copy.highWater = highWater;
        copy.lowWater = lowWater;
        copy.noDelay = noDelay;
        copy.tls = tls;
        change.accept(copy);
        return copy;
    }

    /**
     * Returns what holds where nothing is set: a limit of 64 KiB, water marks of 64 and 16 KiB, no delay.
     *
     * @return the defaults
     */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets how long a line may be, or what comes before a separator. A stream that nobody reads takes in twice as much before it
     * leaves the rest to the kernel, and with it to the other end.
     *
     * @param bytes the limit
     * @return the changed options
     * @throws IllegalArgumentException if less than 1
     */
    public StreamOptions withLimit(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("The limit is " + bytes + ", and must be at least 1 byte.");
        }
        return with(options -> options.limit = bytes);
    }

    /**
     * Sets between which amounts of unsent bytes {@link TcpStream#drain()} makes writers wait.
     *
     * @param low where they go on
     * @param high above which they wait
     * @return the changed options
     * @throws IllegalArgumentException if negative, or if {@code low} is more than {@code high}
     */
    public StreamOptions withWaterMarks(int low, int high) {
        if (low < 0 || low > high) {
            throw new IllegalArgumentException(
                    "The water marks are " + low + " and " + high + ", and must be 0 <= low <= high.");
        }
        return with(options -> {
            options.lowWater = low;
            options.highWater = high;
        });
    }

    /**
     * Sets whether small writes are sent at once (the default), or may be held back to be sent together (Nagle's algorithm).
     *
     * @param on whether at once
     * @return the changed options
     */
    public StreamOptions withNoDelay(boolean on) {
        return with(options -> options.noDelay = on);
    }

    /**
     * Speaks TLS: as a client that checks whether the certificate is that of the host it has called, or on a server as a server.
     * Its handshake has 60 seconds of the loop's time.
     *
     * @param context where keys and trust come from
     * @return the changed options
     */
    public StreamOptions withTls(SSLContext context) {
        Objects.requireNonNull(context, "context");
        return with(
                options -> options.tls = new TlsOptions(context, null, true, List.of(), TlsOptions.HANDSHAKE_TIMEOUT));
    }

    /**
     * Sets the host name that a client asks for and the certificate must be of, where that is not the one it connects to.
     *
     * @param name the host name
     * @return the changed options
     * @throws IllegalStateException before {@link #withTls}
     */
    public StreamOptions withServerName(String name) {
        Objects.requireNonNull(name, "name");
        TlsOptions old = requireTls("withServerName");
        return with(options -> options.tls =
                new TlsOptions(old.context(), name, old.verifiesHost(), old.protocols(), old.handshakeTimeout()));
    }

    /**
     * Accepts any certificate that is trusted, whatever host it is of: for tests.
     *
     * @return the changed options
     * @throws IllegalStateException before {@link #withTls}
     */
    public StreamOptions withoutHostVerification() {
        TlsOptions old = requireTls("withoutHostVerification");
        return with(options -> options.tls =
                new TlsOptions(old.context(), old.serverName(), false, old.protocols(), old.handshakeTimeout()));
    }

    /**
     * Sets the protocols to choose from in the handshake (ALPN), the best one first.
     *
     * @param names such as {@code h2} and {@code http/1.1}
     * @return the changed options
     * @throws IllegalStateException before {@link #withTls}
     */
    public StreamOptions withApplicationProtocols(String... names) {
        List<String> protocols = List.of(names);
        TlsOptions old = requireTls("withApplicationProtocols");
        return with(options -> options.tls =
                new TlsOptions(old.context(), old.serverName(), old.verifiesHost(), protocols, old.handshakeTimeout()));
    }

    /**
     * Sets how long the TLS handshake may take.
     *
     * @param limit how long, in the loop's time
     * @return the changed options
     * @throws IllegalStateException before {@link #withTls}
     */
    public StreamOptions withHandshakeTimeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        TlsOptions old = requireTls("withHandshakeTimeout");
        return with(options -> options.tls =
                new TlsOptions(old.context(), old.serverName(), old.verifiesHost(), old.protocols(), limit));
    }

    private TlsOptions requireTls(String method) {
        if (tls == null) {
            throw new IllegalStateException(method + " was called on options without TLS: call withTls(..) first.");
        }
        return tls;
    }

    /**
     * Returns how long a line may be.
     *
     * @return the limit in bytes
     */
    public int limit() {
        return limit;
    }

    int highWater() {
        return highWater;
    }

    int lowWater() {
        return lowWater;
    }

    boolean noDelay() {
        return noDelay;
    }

    @Nullable
    TlsOptions tls() {
        return tls;
    }
}
