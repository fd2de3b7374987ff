// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Whether fields are volatile or final, as the files of their classes say; no class is loaded for it. */
final class Fields {

    /** What the fields of a class are, and where those lie that it inherits. */
    private static final class Declared extends ClassVisitor {

        final Map<String, Integer> access = new HashMap<>();
        String[] parents = {};

        Declared() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int flags, String name, String signature, String superName, String[] interfaces) {
            int count = interfaces == null ? 0 : interfaces.length;
            parents = new String[superName == null ? count : count + 1];
            for (int i = 0; i < count; i++) {
                parents[i] = interfaces[i];
            }
            if (superName != null) {
                parents[count] = superName;
            }
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int flags, String name, String descriptor, String signature, Object value) {
            access.put(name, flags);
            return null;
        }
    }

    /** Returned for a field whose class cannot be found. */
    static final int UNKNOWN = 0;

    private static final Declared NOTHING = new Declared();

    private final WeakHashMap<ClassLoader, Map<String, Declared>> known = new WeakHashMap<>();

    /** Returns the access flags of a field, as the loader of a class that uses it sees it. */
    int access(ClassLoader loader, String owner, String field) {
        if (owner.startsWith("java/")) {
            return UNKNOWN;
        }
        Declared declared = declared(loader, owner);
        Integer own = declared.access.get(field);
        if (own != null) {
            return own;
        }
        for (String parent : declared.parents) {
            int inherited = access(loader, parent, field);
            if (inherited != UNKNOWN) {
                return inherited;
            }
        }
        return UNKNOWN;
    }

    /** Holds no lock while it reads, for loaders have their own. */
    private Declared declared(ClassLoader loader, String owner) {
        Declared declared;
        synchronized (known) {
            declared = of(loader).get(owner);
        }
        if (declared == null) {
            declared = read(loader, owner);
            learn(loader, owner, declared);
        }
        return declared;
    }

    private void learn(ClassLoader loader, String owner, Declared declared) {
        synchronized (known) {
            of(loader).put(owner, declared);
        }
    }

    private Map<String, Declared> of(ClassLoader loader) {
        Map<String, Declared> classes = known.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            known.put(loader, classes);
        }
        return classes;
    }

    private static Declared read(ClassLoader loader, String owner) {
        try (InputStream in = loader.getResourceAsStream(owner + ".class")) {
            return in == null ? NOTHING : declared(new ClassReader(in));
        } catch (IOException | RuntimeException e) {
            return NOTHING; // then its fields count as plain
        }
    }

    /** Learns a class that is being defined, of which there may be no file. */
    void learn(ClassLoader loader, ClassReader reader) {
        learn(loader, reader.getClassName(), declared(reader));
    }

    private static Declared declared(ClassReader reader) {
        Declared declared = new Declared();
        reader.accept(declared, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return declared;
    }
}
