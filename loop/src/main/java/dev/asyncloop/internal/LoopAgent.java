// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.List;

/**
 * The Java agent, as the loop sees it: a service that is looked for once, before the first loop.
 *
 * <p>All methods may be called from any thread.
 */
public interface LoopAgent {

    /**
     * Opens what the loop needs of the JDK, and connects the JDK to the loops, as far as this JVM allows.
     *
     * @return what stands in the way of plain Java under the loop, as whole sentences; empty if nothing does
     */
    String activate();

    /** Says that there is one loop more which the JDK has to ask. */
    void loopOpened();

    /** Says that there is one loop less. */
    void loopClosed();

    /** Says that a platform thread runs on a virtual one from now on. */
    void started(Thread thread, Thread fibre);

    /** Says that a platform thread that ran on a virtual one has ended. */
    void ended(Thread thread);

    /**
     * Puts points into the classes of users, and says that there is one loop more that wants them.
     *
     * @param level 1 for points before synchronisation, 2 for those before plain memory too
     * @param packages those whose memory is meant, with the packages below
     */
    void pointsOpened(int level, List<String> packages);

    /** Says that there is one loop less that wants points of a level. */
    void pointsClosed(int level);
}
