// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FibreBackend;

/** Makes fibres of one kind. */
interface Fibres {

    Fibre create(String name, Fibre.Listener listener);

    FibreBackend backend();

    /** Lets idle threads go. */
    void close();

    /** Returns the best kind that this JVM offers, or the one asked for. */
    static Fibres of(Engine engine, FibreBackend wanted) {
        boolean onVirtual = Jdk.isVirtual(Thread.currentThread());
        if (wanted == FibreBackend.VIRTUAL_THREADS) {
            if (!VirtualThreads.isAvailable()) {
                throw new IllegalStateException(
                        "The backend VIRTUAL_THREADS is not available: " + VirtualThreads.obstacle());
            }
            if (onVirtual) {
                throw new IllegalStateException(
                        "The backend VIRTUAL_THREADS needs a platform thread to drive the loop, and \""
                                + Thread.currentThread().getName() + "\" is a virtual one. Use AUTO or BATON.");
            }
            return new VirtualFibres(engine);
        }
        if (wanted == FibreBackend.AUTO && VirtualThreads.isAvailable() && !onVirtual) {
            return new VirtualFibres(engine);
        }
        return new BatonFibres(engine);
    }
}
