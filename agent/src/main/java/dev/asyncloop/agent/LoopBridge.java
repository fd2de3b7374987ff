// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.boot.LoopAccess;
import dev.asyncloop.internal.PlainJava;
import java.time.Instant;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Forwards what the boot loader asks to the loop. */
final class LoopBridge extends LoopAccess {

    LoopBridge() {
        super(PlainJava.fibreClass(), new IoBridge());
    }

    @Override
    protected @Nullable Object loopOf(Object scheduler) {
        return PlainJava.loopOf(scheduler);
    }

    @Override
    protected @Nullable Object loopOfDriver() {
        return PlainJava.loopOfDriver();
    }

    @Override
    protected long nanoTime(Object loop) {
        return PlainJava.nanoTime(loop);
    }

    @Override
    protected long currentTimeMillis(Object loop) {
        return PlainJava.currentTimeMillis(loop);
    }

    @Override
    protected Instant instant(Object loop) {
        return PlainJava.instant(loop);
    }

    @Override
    protected Future<?> schedule(Object loop, Runnable action, long delay, TimeUnit unit) {
        return PlainJava.schedule(loop, action, delay, unit);
    }

    @Override
    protected @Nullable Thread logicalThread(Object loop) {
        return PlainJava.logicalThread(loop);
    }

    @Override
    protected boolean start(Object loop, Thread thread) {
        return PlainJava.start(loop, thread);
    }

    @Override
    protected boolean makesDaemon(Object loop, boolean real) {
        return PlainJava.makesDaemon(loop, real);
    }

    @Override
    protected Thread[] threads(Object loop) {
        return PlainJava.threads(loop);
    }

    @Override
    protected void waits(Object loop) {
        PlainJava.waits(loop);
    }

    @Override
    protected void waitsIn(Object loop, Object monitor) {
        PlainJava.waitsIn(loop, monitor);
    }

    @Override
    protected void hasParked(Object loop) {
        PlainJava.hasParked(loop);
    }

    @Override
    protected void passTime(Object loop, long nanos) {
        PlainJava.passTime(loop, nanos);
    }

    @Override
    protected boolean waitsPinned(Object loop, boolean timed, long nanos) {
        return PlainJava.waitsPinned(loop, timed, nanos);
    }

    @Override
    protected void taken(Object loop) {
        PlainJava.taken(loop);
    }

    @Override
    protected void notUnblocked(Object loop) {
        PlainJava.notUnblocked(loop);
    }

    @Override
    protected ForkJoinPool commonPool(Object loop) {
        return PlainJava.commonPool(loop);
    }

    @Override
    protected int availableProcessors() {
        return PlainJava.availableProcessors();
    }

    @Override
    protected int nextNumber(Object loop, int kind) {
        return PlainJava.nextNumber(loop, kind);
    }

    @Override
    protected long nextRandom(Object loop) {
        return PlainJava.nextRandom(loop);
    }

    @Override
    protected long nextSeed(Object loop) {
        return PlainJava.nextSeed(loop);
    }

    @Override
    protected long nextFileNumber(Object loop) {
        return PlainJava.nextFileNumber(loop);
    }

    @Override
    protected long randomOfLoop(Object loop) {
        return PlainJava.randomOfLoop(loop);
    }

    @Override
    protected void unseeded(Object loop, String what, @Nullable Class<?> type) {
        PlainJava.unseeded(loop, what, type);
    }

    @Override
    protected boolean fillSecurely(Object loop, byte[] bytes) {
        return PlainJava.fillSecurely(loop, bytes);
    }

    @Override
    protected long taskNumber(Object loop) {
        return PlainJava.taskNumber(loop);
    }

    @Override
    protected long nextIdentity(Object loop, Class<?> type) {
        return PlainJava.nextIdentity(loop, type);
    }

    @Override
    protected void point(Object loop, @Nullable Object target, int member, int kind, @Nullable String where) {
        PlainJava.point(loop, target, member, kind, where);
    }

    @Override
    protected void initializing(Object loop, boolean begins) {
        PlainJava.initializing(loop, begins);
    }
}
