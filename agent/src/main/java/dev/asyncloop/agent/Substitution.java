// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table: what becomes of a call, or of the reading of a field. Names are those of class files.
 *
 * <p>Where it applies is a list of class names; one that ends with {@code *} stands for all that begin so. Without such a list
 * it applies everywhere but in our own classes and in those of {@link Exclusions}; a list can name these as well.
 *
 * @param kind what happens
 * @param owner the class that the call names
 * @param name the name of the method or field
 * @param descriptor its descriptor; that of a field has no parentheses
 * @param hookClass the class whose static method is called
 * @param hook the method that is called
 * @param hookResult the descriptor of the type it returns, if that is another one
 * @param receiver the descriptor of the type as which {@code this} is handed over as a further argument, if it is
 * @param only the classes in which it applies, if not in all
 * @param method the method inside of which it applies, if not in all
 * @param except the classes in which it does not apply
 */
record Substitution(
        Kind kind,
        String owner,
        String name,
        String descriptor,
        String hookClass,
        String hook,
        @Nullable String hookResult,
        @Nullable String receiver,
        List<String> only,
        @Nullable String method,
        List<String> except) {

    private static final String BOOT = "dev/asyncloop/boot/";

    enum Kind {
        /** The hook is called instead. It takes the object that the method is called on as its first argument. */
        REPLACE,
        /** The hook is called with the result, if there is one, and returns what becomes the result. */
        AFTER,
        /** The hook is called with the last argument, and returns what becomes the last argument. */
        BEFORE
    }

    static Substitution replace(String owner, String name, String descriptor) {
        return of(Kind.REPLACE, owner, name, descriptor);
    }

    static Substitution after(String owner, String name, String descriptor) {
        return of(Kind.AFTER, owner, name, descriptor);
    }

    static Substitution before(String owner, String name, String descriptor) {
        return of(Kind.BEFORE, owner, name, descriptor);
    }

    private static Substitution of(Kind kind, String owner, String name, String descriptor) {
        return new Substitution(
                kind, owner, name, descriptor, BOOT + "Hooks", name, null, null, List.of(), null, List.of());
    }

    /** Names the hook, where it has not the name of the method. */
    Substitution by(String hookName) {
        return by("Hooks", hookName);
    }

    /** Names the hook and its class, in the package of the hooks. */
    Substitution by(String simpleClassName, String hookName) {
        return new Substitution(
                kind,
                owner,
                name,
                descriptor,
                BOOT + simpleClassName,
                hookName,
                hookResult,
                receiver,
                only,
                method,
                except);
    }

    /** Says what a replacement returns, where that is not the type of the method. */
    Substitution returning(String type) {
        return new Substitution(kind, owner, name, descriptor, hookClass, hook, type, receiver, only, method, except);
    }

    /** Hands {@code this} over as well, as this type: to a filter that of the caller, to a replacement that of the method. */
    Substitution withThis(String type) {
        return new Substitution(
                kind, owner, name, descriptor, hookClass, hook, hookResult, "L" + type + ";", only, method, except);
    }

    /** Applies in these classes only. */
    Substitution in(String... classes) {
        return new Substitution(
                kind, owner, name, descriptor, hookClass, hook, hookResult, receiver, List.of(classes), method, except);
    }

    /** Applies in this method only, whatever its parameters. */
    Substitution inMethod(String methodName) {
        return new Substitution(
                kind, owner, name, descriptor, hookClass, hook, hookResult, receiver, only, methodName, except);
    }

    /** Does not apply in these classes. */
    Substitution notIn(String... classes) {
        return new Substitution(
                kind, owner, name, descriptor, hookClass, hook, hookResult, receiver, only, method, List.of(classes));
    }

    /** Returns what finds this line: all that a call names. */
    String key() {
        return key(owner, name, descriptor);
    }

    static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }

    /** Returns whether it applies in a class, which may be one of those that are left alone. */
    boolean appliesIn(String className, boolean excluded) {
        return only.isEmpty() ? !excluded && !matches(except, className) : matches(only, className);
    }

    private static boolean matches(List<String> patterns, String className) {
        for (int i = 0; i < patterns.size(); i++) {
            if (Names.matches(patterns.get(i), className)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the hook's descriptor, where it is called instead of a method that has an object or not, or of a field. */
    String replacementDescriptor(boolean hasObject) {
        String text = descriptor.charAt(0) == '(' ? descriptor : "()" + descriptor;
        if (hasObject) {
            text = "(" + (receiver == null ? "L" + owner + ";" : receiver) + text.substring(1);
        }
        return hookResult == null ? text : text.substring(0, text.indexOf(')') + 1) + hookResult;
    }

    /** Returns the hook's descriptor, where it is a filter of a value. */
    String filterDescriptor(String type) {
        return "(" + (type.equals("V") ? "" : type) + (receiver == null ? "" : receiver) + ")" + type;
    }
}
