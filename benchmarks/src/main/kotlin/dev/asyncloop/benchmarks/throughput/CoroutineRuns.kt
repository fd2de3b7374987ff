// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput

import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.yield

/** `runTest` for each schedule, in the one order that it has: three coroutines of so many steps, or nothing. */
internal class CoroutineRuns(private val stepsEach: Int) : Runs {

    override fun perRound() = 100_000

    override fun run(orders: Int) {
        var ended = 0L
        repeat(orders) {
            runTest {
                if (stepsEach > 0) {
                    repeat(3) {
                        launch {
                            repeat(stepsEach - 1) { yield() }
                            ended++
                        }
                    }
                } else {
                    ended++
                }
            }
        }
        val expected = if (stepsEach > 0) 3L * orders else orders.toLong()
        check(ended == expected) { "$ended coroutines have ended and not $expected." }
    }
}
