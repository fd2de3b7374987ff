// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.ChoiceSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The points that the agent has put into plain Java: before it locks, and before it touches memory that tasks may share.
 *
 * <p>A resource is known by the class of the object, and by the field or index: all orders must give it the same number, whoever comes
 * first. So two locks of one class count as one, which makes searches try more than they need, and never less.
 */
final class PlainPoints {

    /** How many points a task may pass while its loop is closed, before that ends it: enough for a clean-up, and a spin ends. */
    private static final int MAX_WHILE_CLOSING = 10_000;

    private static final long STATICS = Lineages.child(Lineages.FOREIGN, 2);

    private final Engine engine;
    private final int level;
    private final List<String> packages;

    /** Looked up by the names of classes, never iterated. */
    private final Map<String, Boolean> chosen = new HashMap<>();

    private long released;
    private int whileClosing;

    PlainPoints(Engine engine, Settings settings) {
        this.engine = engine;
        packages = settings.memoryPackages;
        level = switch (settings.points) {
            case BLOCKING -> 0;
            case SYNC -> PointKind.SYNC;
            case MEMORY -> PointKind.MEMORY;
        };
    }

    void open(LoopAgent agent) {
        agent.pointsOpened(level, level < PointKind.MEMORY ? List.of() : packages);
    }

    void close(LoopAgent agent) {
        agent.pointsClosed(level);
    }

    /**
     * Marks a point.
     *
     * @param target what is about to be used, or {@code null} if it is not known or static
     * @param member a hash of the field's name, or the index in an array; 0 for the target itself
     * @param kind see {@link PointKind}
     * @param where the class that does it, with slashes; {@code null} if that does not matter
     */
    void reached(@Nullable Object target, int member, int kind, @Nullable String where) {
        FibreTask<?> task = engine.current();
        if (task == null || task.initializers > 0 || engine.isAsking()) {
            return; // class initializers run once, so nothing may depend on what happens in them
        }
        TargetKind type = target == null ? null : TargetKind.of(target);
        if (!isWanted(type, kind, where)) {
            return;
        }
        long resource = number(type, member);
        boolean write = (kind & PointKind.WRITE) != 0;
        if ((kind & PointKind.RELEASING) != 0) {
            released = resource;
            engine.touched(resource, write);
            return;
        }
        if (engine.budget.isClosing() && ++whileClosing % MAX_WHILE_CLOSING != 0) {
            return;
        }
        engine.point((kind & PointKind.RELEASED) != 0 ? released : resource, write);
        if ((kind & PointKind.OPAQUE) != 0 || resource == 0 || type != null && type.isPart()) {
            engine.touched(ChoiceSource.EVERYTHING, true);
        }
    }

    private boolean isWanted(@Nullable TargetKind type, int kind, @Nullable String where) {
        int needed = kind & PointKind.LEVEL;
        if ((kind & PointKind.COLLECTION) != 0) {
            needed = type == null ? 0 : type.collectionLevel();
        }
        return needed != 0 && needed <= level && (needed < PointKind.MEMORY || isChosen(where));
    }

    private boolean isChosen(@Nullable String where) {
        return where != null && chosen.computeIfAbsent(where, this::isInPackages);
    }

    private boolean isInPackages(String where) {
        String name = where.replace('/', '.');
        return packages.stream().anyMatch(prefix -> name.startsWith(prefix + "."));
    }

    private static long number(@Nullable TargetKind type, int member) {
        if (type == null) {
            return member == 0 ? 0 : Lineages.child(STATICS, member);
        }
        return member == 0 ? type.number() : Lineages.child(type.number(), member);
    }

    /** Says that the running task begins or ends the initialisation of a class, where it cannot be left. */
    void initializing(boolean begins) {
        FibreTask<?> task = engine.current();
        if (task != null) {
            task.initializers = Math.max(0, task.initializers + (begins ? 1 : -1));
        }
    }
}
