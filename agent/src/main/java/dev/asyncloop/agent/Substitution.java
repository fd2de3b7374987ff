// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * One line of a table: what becomes of a call, or of the reading of a field. All names are those of class files; one of a class
 * that ends with {@code *} stands for all that begin so.
 *
 * <p>A line applies everywhere, but for {@link Exclusions}, unless it says where. All methods but the last ones are for writing
 * tables: they complete the line and return it.
 */
final class Substitution {

    enum Kind {
        /** The hook is called instead. It takes the object that the method is called on as its first argument. */
        REPLACE,
        /** The hook is called with the result, if there is one, and returns what becomes the result. */
        AFTER,
        /**
         * The hook is called with the last argument, and returns what becomes the last argument. If there are no arguments, it is
         * called with the object, and returns nothing.
         */
        BEFORE
    }

    private static final String BOOT = "dev/asyncloop/boot/";

    final Kind kind;
    final String owner;
    final String name;
    final String descriptor;
    private String hookClass = BOOT + "Hooks";
    private String hook;
    private @Nullable String hookResult;
    private @Nullable String self;
    private @Nullable String method;
    private String[] only = {};
    private String[] except = {};
    private boolean inherited;
    private boolean required;
    private volatile boolean applied;

    private Substitution(Kind kind, String owner, String name, String descriptor) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        hook = name;
    }

    static Substitution replace(String owner, String name, String descriptor) {
        return new Substitution(Kind.REPLACE, owner, name, descriptor);
    }

    static Substitution after(String owner, String name, String descriptor) {
        return new Substitution(Kind.AFTER, owner, name, descriptor);
    }

    static Substitution before(String owner, String name, String descriptor) {
        return new Substitution(Kind.BEFORE, owner, name, descriptor);
    }

    /** Names the hook, where it is not called like the method. */
    Substitution by(String hookName) {
        hook = hookName;
        return this;
    }

    /** Names the hook, and its class in the package of the hooks. */
    Substitution by(String simpleClassName, String hookName) {
        hookClass = BOOT + simpleClassName;
        return by(hookName);
    }

    /** Says what type the hook of a replacement returns, as a descriptor, where that is not the method's. */
    Substitution returning(String type) {
        hookResult = type;
        return this;
    }

    /** Hands {@code this} over as well, as this type: to a filter that of the caller, to a replacement that of the method. */
    Substitution withThis(String type) {
        self = "L" + type + ";";
        return this;
    }

    /** Applies also where a call names a class that inherits the method. */
    Substitution orInherited() {
        inherited = true;
        return this;
    }

    /** Applies in these classes only, which may be excluded ones. */
    Substitution in(String... classes) {
        only = classes;
        return this;
    }

    /** Applies in methods of this name only. */
    Substitution inMethod(String methodName) {
        method = methodName;
        return this;
    }

    /** Does not apply in these classes. */
    Substitution notIn(String... classes) {
        except = classes;
        return this;
    }

    /** Plain Java does not work on a JDK where this does not apply when it starts. */
    Substitution required() {
        required = true;
        return this;
    }

    /** Notes that a call was replaced. */
    void applied() {
        applied = true;
    }

    boolean hasApplied() {
        return applied;
    }

    boolean isRequired() {
        return required;
    }

    String[] only() {
        return only;
    }

    boolean isInherited() {
        return inherited;
    }

    boolean appliesIn(String className, boolean excluded) {
        return only.length == 0 ? !excluded && !Names.match(except, className) : Names.match(only, className);
    }

    boolean appliesInMethod(String methodName) {
        return method == null || method.equals(methodName);
    }

    String hookClass() {
        return hookClass;
    }

    String hook() {
        return hook;
    }

    boolean takesThis() {
        return self != null;
    }

    /** Returns whether it comes before a call without arguments, and so is called with the object. */
    boolean takesObject() {
        return kind == Kind.BEFORE && descriptor.startsWith("()");
    }

    /** Returns the hook's descriptor, where it replaces the reading of a field, or a method that has an object or not. */
    String replacementDescriptor(boolean hasObject) {
        String text = descriptor.charAt(0) == '(' ? descriptor : "()" + descriptor;
        if (hasObject) {
            text = "(" + (self == null ? "L" + owner + ";" : self) + text.substring(1);
        }
        return hookResult == null ? text : text.substring(0, text.indexOf(')') + 1) + hookResult;
    }

    /** Returns the hook's descriptor, where it filters a value. */
    String filterDescriptor() {
        if (takesObject()) {
            return "(L" + owner + ";)V";
        }
        String type = filteredType();
        return "(" + (type.equals("V") ? "" : type) + (self == null ? "" : self) + ")" + type;
    }

    /** Returns the descriptor of what a filter gets. */
    private String filteredType() {
        if (kind == Kind.AFTER) {
            return descriptor.substring(descriptor.indexOf(')') + 1);
        }
        Type[] arguments = Type.getArgumentTypes(descriptor);
        return arguments[arguments.length - 1].getDescriptor();
    }

    @Override
    public String toString() {
        return kind + " " + owner + "." + name + descriptor;
    }
}
