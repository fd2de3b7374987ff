// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.internal.PointKind;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Which calls of the JDK are points. */
final class SharedCalls {

    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String LOCK_SUPPORT = CONCURRENT + "locks/LockSupport";

    private static final Set<String> NOT_SHARED =
            Set.of("TimeUnit", "ThreadLocalRandom", "Executors", "ThreadFactory", "Callable", "Delayed");

    private static final Set<String> COLLECTIONS = Set.of(
            "ArrayDeque",
            "ArrayList",
            "BitSet",
            "Collection",
            "Deque",
            "EnumMap",
            "HashMap",
            "HashSet",
            "Hashtable",
            "IdentityHashMap",
            "Iterator",
            "LinkedHashMap",
            "LinkedHashSet",
            "LinkedList",
            "List",
            "ListIterator",
            "Map",
            "Map$Entry",
            "NavigableMap",
            "NavigableSet",
            "PriorityQueue",
            "Queue",
            "SequencedCollection",
            "SequencedMap",
            "SequencedSet",
            "Set",
            "SortedMap",
            "SortedSet",
            "Stack",
            "TreeMap",
            "TreeSet",
            "Vector",
            "WeakHashMap");

    private static final Set<String> READS = Set.of(
            "availablePermits",
            "ceilingEntry",
            "ceilingKey",
            "descendingMap",
            "doubleValue",
            "element",
            "entrySet",
            "equals",
            "estimatedSum",
            "first",
            "firstEntry",
            "firstKey",
            "floorEntry",
            "floorKey",
            "forEach",
            "hashCode",
            "indexOf",
            "intValue",
            "iterator",
            "join",
            "keySet",
            "keys",
            "elements",
            "last",
            "lastEntry",
            "lastKey",
            "length",
            "longValue",
            "mappingCount",
            "remainingCapacity",
            "resultNow",
            "size",
            "spliterator",
            "state",
            "stream",
            "sum",
            "toArray",
            "toString",
            "values");

    private SharedCalls() {}

    /** Returns what kind of point lies before a call, see {@link PointKind}; 0 if there is none. */
    static int kind(int opcode, String owner, String name, String descriptor) {
        if (name.equals("<init>")) {
            return 0;
        }
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        int kind = isStatic && !owner.equals(LOCK_SUPPORT) ? 0 : level(owner, name, descriptor);
        return kind == 0 || isRead(name) ? kind : kind | PointKind.WRITE;
    }

    private static int level(String owner, String name, String descriptor) {
        if (owner.startsWith(CONCURRENT)) {
            return concurrent(owner);
        }
        if (owner.equals("java/lang/invoke/VarHandle")) {
            return isAccessMode(name) ? PointKind.SYNC | PointKind.OPAQUE : 0;
        }
        if (owner.startsWith("java/util/")) {
            return COLLECTIONS.contains(owner.substring("java/util/".length()))
                    ? PointKind.SYNC | PointKind.COLLECTION
                    : 0;
        }
        boolean known = owner.equals("java/lang/Thread")
                ? name.equals("start") || name.equals("join") || name.equals("interrupt")
                : owner.equals("java/lang/StringBuffer") || isOfMonitor(name, descriptor);
        return known ? PointKind.SYNC : 0;
    }

    private static int concurrent(String owner) {
        String type = owner.substring(CONCURRENT.length());
        if (NOT_SHARED.contains(type) || type.endsWith("Exception") || type.startsWith("Flow")) {
            return 0;
        }
        boolean opaque = owner.equals(LOCK_SUPPORT) || type.endsWith("FieldUpdater");
        return opaque ? PointKind.SYNC | PointKind.OPAQUE : PointKind.SYNC;
    }

    private static boolean isAccessMode(String name) {
        return name.startsWith("get")
                || name.startsWith("set")
                || name.startsWith("compareAnd")
                || name.startsWith("weakCompareAnd");
    }

    private static boolean isOfMonitor(String name, String descriptor) {
        return switch (name) {
            case "wait" -> descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V");
            case "notify", "notifyAll" -> descriptor.equals("()V");
            default -> false;
        };
    }

    private static boolean isRead(String name) {
        return name.startsWith("get") && !name.startsWith("getAnd")
                || name.startsWith("is")
                || name.startsWith("has")
                || name.startsWith("contains")
                || name.startsWith("peek")
                || READS.contains(name);
    }
}
