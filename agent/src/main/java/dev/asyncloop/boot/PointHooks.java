// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import org.jspecify.annotations.Nullable;

/** What rewritten code outside of the JDK calls where a task may be left for another one. */
public final class PointHooks {

    private static final int LEVEL = 3;
    private static final int[] OPEN = new int[LEVEL];

    /** The highest level of all open loops; 0 where none wants points. */
    private static volatile int level;

    /** The packages whose memory has points, with slashes, also at the end. */
    private static volatile String[] chosen = {};

    private static boolean late;

    private PointHooks() {}

    /** Says that there may be classes of users that were loaded before the agent. */
    public static synchronized void setLate() {
        late = true;
    }

    /** Returns whether there may be such classes, the first time. */
    public static synchronized boolean takeLate() {
        boolean was = late;
        late = false;
        return was;
    }

    /** Chooses a package, with the ones below it, for points before plain memory; returns whether it was not chosen before. */
    public static synchronized boolean choose(String prefix) {
        String[] before = chosen;
        for (String known : before) {
            if (known.equals(prefix)) {
                return false;
            }
        }
        String[] all = new String[before.length + 1];
        System.arraycopy(before, 0, all, 0, before.length);
        all[before.length] = prefix;
        chosen = all;
        return true;
    }

    /** Returns whether a class is in a package that was chosen. */
    public static boolean isChosen(String className) {
        for (String prefix : chosen) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Counts a loop with points of a level. */
    public static synchronized void loopOpened(int points) {
        OPEN[points]++;
        level = highest();
    }

    /** Counts such a loop off. */
    public static synchronized void loopClosed(int points) {
        OPEN[points]--;
        level = highest();
    }

    private static int highest() {
        int highest = LEVEL - 1;
        while (highest > 0 && OPEN[highest] == 0) {
            highest--;
        }
        return highest;
    }

    /** Before a synchronisation. */
    public static void point(@Nullable Object target, int kind) {
        if (level != 0) {
            reached(target, 0, kind, null);
        }
    }

    /** Before an access to a field, or to a collection, by a class. */
    public static void access(@Nullable Object target, int member, int kind, String where) {
        if ((kind & LEVEL) <= level) {
            reached(target, member, kind, where);
        }
    }

    /** Before an access to an element of an array, by a class. */
    public static void element(@Nullable Object array, int index, int kind, String where) {
        if ((kind & LEVEL) <= level) {
            reached(array, index + 1, kind, where);
        }
    }

    /** At the beginning and at the end of a class initializer. */
    public static void initializing(boolean begins) {
        if (level != 0) {
            Object loop = Hooks.loop();
            if (loop != null) {
                Hooks.access.initializing(loop, begins);
            }
        }
    }

    private static void reached(@Nullable Object target, int member, int kind, @Nullable String where) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.point(loop, target, member, kind, where);
        }
    }
}
