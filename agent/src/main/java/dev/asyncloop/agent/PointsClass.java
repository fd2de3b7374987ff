// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts points into a class outside of the JDK.
 *
 * <p>A {@code synchronized} method takes its lock before its first instruction, where no point can be put. So it becomes a method that
 * locks by itself, if that is still possible: the JVM does not allow it for classes that are loaded already.
 */
final class PointsClass extends ClassVisitor {

    /**
     * A class with its points.
     *
     * @param isLockingByItself whether synchronized methods have become others
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Result(byte[] bytes, boolean isLockingByItself) {}

    private final Fields fields;
    private final ClassLoader loader;
    private final ClassFacts facts;
    private final boolean memory;
    private final boolean lockingByItself;
    private String name = "";
    private boolean changed;

    /**
     * Creates a visitor that writes to another one, which has to compute the sizes of stacks.
     *
     * @param memory whether accesses to plain fields and arrays are points too
     * @param lockingByItself whether synchronized methods may become others
     */
    PointsClass(
            ClassVisitor next,
            Fields fields,
            ClassLoader loader,
            ClassFacts facts,
            boolean memory,
            boolean lockingByItself) {
        super(Opcodes.ASM9, next);
        this.fields = fields;
        this.loader = loader;
        this.facts = facts;
        this.memory = memory;
        this.lockingByItself = lockingByItself;
    }

    /** Returns the class with its points, or {@code null} if it needs none. */
    static @Nullable Result rewrite(
            byte[] file, Fields fields, ClassLoader loader, boolean memory, boolean lockingByItself) {
        ClassReader reader = new ClassReader(file);
        if (!isSuitable(reader)) {
            return null;
        }
        fields.learn(loader, reader);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        PointsClass points = new PointsClass(writer, fields, loader, new ClassFacts(reader), memory, lockingByItself);
        reader.accept(points, 0);
        return points.changed
                ? new Result(writer.toByteArray(), lockingByItself && points.facts.hasSynchronizedMethods)
                : null;
    }

    /** Class loaders run once for each class, so no order may depend on them; before Java 6, classes had no frames. */
    static boolean isSuitable(ClassReader reader) {
        String parent = reader.getSuperName();
        return reader.readUnsignedShort(6) >= Opcodes.V1_6 && parent != null && !parent.endsWith("ClassLoader");
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            String superName,
            String[] interfaces) {
        name = className;
        super.visit(version, access, className, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean isSynchronized = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
        boolean locks = isSynchronized && lockingByItself && facts.canLockByItself(method + descriptor);
        int flags = locks ? access & ~Opcodes.ACC_SYNCHRONIZED : access;
        MethodVisitor next = super.visitMethod(flags, method, descriptor, signature, exceptions);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return next;
        }
        MethodVisitor code =
                new PointsMethod(next, this, method.equals("<init>"), facts.maxLocals(method + descriptor));
        Guard guard = guard(access, method, locks);
        if (guard == null) {
            return code;
        }
        changed = true;
        return new GuardedMethod(code, guard);
    }

    private @Nullable Guard guard(int access, String method, boolean locks) {
        if (method.equals("<clinit>")) {
            return new Guard.Initializer();
        }
        if ((access & Opcodes.ACC_SYNCHRONIZED) == 0) {
            return null;
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return new Guard.Lock(name, isStatic, locks);
    }

    /** Returns the name of the class, with slashes. */
    String name() {
        return name;
    }

    /** Returns the access flags of a field, or 0. */
    int access(String owner, String field) {
        return fields.access(loader, owner, field);
    }

    boolean hasMemoryPoints() {
        return memory;
    }

    /** Notes that a point was put in. */
    void changed() {
        changed = true;
    }
}
