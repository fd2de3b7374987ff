// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls methods that the JDK has got since 17. */
final class Newer {

    private Newer() {}

    /** Calls a static method without parameters. */
    static Object call(Class<?> type, String method) throws Exception {
        return invoke(type.getMethod(method), null);
    }

    /** Calls a static method with one parameter. */
    static Object call(Class<?> type, String method, Class<?> parameter, Object argument) throws Exception {
        return invoke(type.getMethod(method, parameter), null, argument);
    }

    /** Calls a method of an object by its public type. */
    static Object on(Class<?> type, Object target, String method, Object... arguments) throws Exception {
        for (Method one : type.getMethods()) {
            if (one.getName().equals(method) && fits(one, arguments)) {
                return invoke(one, target, arguments);
            }
        }
        throw new NoSuchMethodException(type + "." + method);
    }

    private static boolean fits(Method method, Object... arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isPrimitive() && !parameters[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static Object invoke(Method method, Object target, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
