// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield

/** Coroutines in `runTest`. */
internal class CoroutineTasks : TaskRuns {

    private var count = 0L
    private var ping = CompletableDeferred<Long>()
    private var pong = CompletableDeferred<Long>()

    override fun yieldNow(times: Int): Long {
        count = 0
        runTest {
            repeat(2) {
                launch {
                    repeat(times / 2) {
                        yield()
                        count++
                    }
                }
            }
        }
        return count
    }

    override fun sleep(times: Int): Long {
        count = 0
        runTest {
            repeat(2) {
                launch {
                    repeat(times / 2) {
                        delay(1)
                        count++
                    }
                }
            }
        }
        return count
    }

    override fun handOver(times: Int): Long {
        count = 0
        ping = CompletableDeferred()
        runTest {
            launch {
                repeat(times / 2) {
                    pong = CompletableDeferred()
                    ping.complete(count)
                    count = pong.await() + 1
                }
            }
            launch {
                repeat(times / 2) {
                    val value = ping.await() + 1
                    ping = CompletableDeferred()
                    pong.complete(value)
                }
            }
        }
        return count
    }

    override fun spawn(times: Int): Long {
        count = 0
        runTest { repeat(times) { launch { count++ } } }
        return count
    }

}
