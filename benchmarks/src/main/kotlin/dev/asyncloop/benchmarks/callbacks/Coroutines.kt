// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks

import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestCoroutineScheduler

/** The scheduler of kotlinx-coroutines-test. Its timers are coroutines that `delay`. */
@OptIn(ExperimentalCoroutinesApi::class)
internal class Coroutines : Callbacks, Timers {

    private val scheduler = TestCoroutineScheduler()
    private val dispatcher = StandardTestDispatcher(scheduler)
    private val scope = CoroutineScope(dispatcher)

    override fun callSoon(callback: Runnable) = dispatcher.dispatch(EmptyCoroutineContext, callback)

    override fun run() = scheduler.runCurrent()

    override fun arm(delayMillis: Long, callback: Runnable): Any = scope.launch {
        delay(delayMillis)
        callback.run()
    }

    override fun cancel(timer: Any?) = (timer as Job).cancel()

    override fun advance(millis: Long) {
        scheduler.advanceTimeBy(millis)
        scheduler.runCurrent()
    }

}
