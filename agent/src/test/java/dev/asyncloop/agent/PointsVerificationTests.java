// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The JVM's verifier accepts whole libraries with a point wherever one can be. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "there is no agent before")
class PointsVerificationTests {

    private final Fields fields = new Fields();
    private final List<String> refused = new ArrayList<>();
    private long rewritten;
    private long before;
    private long after;

    private final class Loader extends ClassLoader {

        private final JarFile jar;

        Loader(JarFile jar) {
            super(PointsVerificationTests.class.getClassLoader());
            this.jar = jar;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : entry == null ? super.loadClass(name, resolve) : define(name, entry);
            }
        }

        private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
            try (InputStream in = jar.getInputStream(entry)) {
                byte[] file = in.readAllBytes();
                PointsClass.Result result = PointsClass.rewrite(file, fields, this, true, true);
                byte[] bytes = result == null ? file : result.bytes();
                rewritten += result == null ? 0 : 1;
                before += file.length;
                after += bytes.length;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void classes_ofALibrary_areAcceptedAndHardlyLarger() throws Exception {
        initializeAll(Assertions.class);
        initializeAll(Test.class);
        assertThat(refused).isEmpty();
        assertThat(rewritten).isGreaterThan(200);
        assertThat(after).isBetween(before, before * 5 / 4);
    }

    private void initializeAll(Class<?> ofLibrary) throws IOException, URISyntaxException {
        File file = new File(
                ofLibrary.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(file)) {
            Loader loader = new Loader(jar);
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.contains("-") && !name.startsWith("META-INF")) {
                    initialize(
                            loader,
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    /** Verification is a part of initialisation. Classes for libraries that are not there cannot be initialised anyway. */
    private void initialize(Loader loader, String name) {
        try {
            Class.forName(name, true, loader);
        } catch (VerifyError | ClassFormatError e) {
            refused.add(name + ": " + e.getMessage());
        } catch (ClassNotFoundException | LinkageError e) {
            assertThat(e).isInstanceOfAny(NoClassDefFoundError.class, ClassNotFoundException.class);
        }
    }
}
