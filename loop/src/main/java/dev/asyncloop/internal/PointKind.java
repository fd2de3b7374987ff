// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

/** What a point in plain Java is like: a level, and flags. The agent writes these numbers into classes. */
public final class PointKind {

    /** A point with {@code Points.SYNC} and more. */
    public static final int SYNC = 1;

    /** A point with {@code Points.MEMORY} only, in the packages that were chosen. */
    public static final int MEMORY = 2;

    /** The bits of the level. */
    public static final int LEVEL = 3;

    /** What comes after the point may change its target. */
    public static final int WRITE = 4;

    /** What comes after the point touches more than its target. */
    public static final int OPAQUE = 8;

    /** No point: the target is about to be released, and {@link #RELEASED} follows. */
    public static final int RELEASING = 16;

    /** A point after the release of what {@link #RELEASING} has named. */
    public static final int RELEASED = 32;

    /** The class of the target decides the level: that of a collection, of the concurrent ones or of the others. */
    public static final int COLLECTION = 64;

    private PointKind() {}
}
