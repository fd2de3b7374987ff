// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** HikariCP and H2 as they are: slow queries exhaust the pool. */
@NullMarked
package dev.asyncloop.samples.plain.database;

import org.jspecify.annotations.NullMarked;
