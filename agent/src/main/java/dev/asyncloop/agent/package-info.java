// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The Java agent that brings plain Java under the loop: {@code -javaagent:asyncloop-agent.jar}.
 *
 * <p>Nothing here is called by users. The agent is found by the loop, and attaches itself where it was not loaded at the start.
 */
@NullMarked
package dev.asyncloop.agent;

import org.jspecify.annotations.NullMarked;
