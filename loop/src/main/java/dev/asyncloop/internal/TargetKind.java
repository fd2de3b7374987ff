// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * What the class of a point's target says.
 *
 * @param number a number for all objects of the class
 * @param collectionLevel the level of a call, if the class is one of the JDK's collections; else 0
 * @param isPart whether objects of the class are parts of others, as iterators and the two locks of a read-write lock are
 */
record TargetKind(long number, int collectionLevel, boolean isPart) {

    private static final Set<String> SYNCHRONIZED =
            Set.of("java.util.Vector", "java.util.Hashtable", "java.lang.StringBuffer");

    private static final ClassValue<TargetKind> KINDS = new ClassValue<>() {
        @Override
        protected TargetKind computeValue(Class<?> type) {
            return new TargetKind(Lineages.child(Lineages.FOREIGN, name(type).hashCode()), level(type), isPart(type));
        }
    };

    static TargetKind of(Object target) {
        return KINDS.get(target.getClass());
    }

    /** Returns the name, without what the JVM has added to that of a hidden class. */
    private static String name(Class<?> type) {
        String name = type.getName();
        int end = type.isHidden() ? name.indexOf('/') : -1;
        return end < 0 ? name : name.substring(0, end);
    }

    private static boolean isPart(Class<?> type) {
        String name = type.getName();
        return isOfJdk(name) && name.indexOf('$') >= 0;
    }

    private static boolean isOfJdk(String name) {
        return name.startsWith("java.util.") || name.startsWith("java.lang.");
    }

    private static int level(Class<?> type) {
        Class<?> known = type;
        while (!isOfJdk(known.getName())) {
            known = known.getSuperclass();
            if (known == null) {
                return 0;
            }
        }
        String name = known.getName();
        if (name.startsWith("java.util.concurrent.")
                || name.startsWith("java.util.Collections$Synchronized")
                || SYNCHRONIZED.contains(name)) {
            return PointKind.SYNC;
        }
        boolean plain = Collection.class.isAssignableFrom(known)
                || Map.class.isAssignableFrom(known)
                || Iterator.class.isAssignableFrom(known)
                || Map.Entry.class.isAssignableFrom(known)
                || known == BitSet.class;
        return plain && !name.startsWith("java.util.Immutable") ? PointKind.MEMORY : 0;
    }
}
