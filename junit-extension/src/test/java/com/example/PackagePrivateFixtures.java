// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A superclass whose fixtures nobody outside of its package can call or override. */
public abstract class PackagePrivateFixtures {

    /** What ran, in order. */
    protected final List<String> log = new ArrayList<>();

    @BeforeEach
    void before() {
        log.add("before of the other package");
    }

    @AfterEach
    void after() {
        log.add("after of the other package");
    }
}
