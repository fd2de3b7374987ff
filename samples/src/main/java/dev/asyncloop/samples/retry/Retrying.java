// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import java.util.concurrent.Callable;

/** Calls something that fails at times until it succeeds. */
public interface Retrying {

    <T> T call(Callable<T> action) throws Exception;
}
