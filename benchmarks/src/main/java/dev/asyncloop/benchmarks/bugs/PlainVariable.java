// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

/** A variable in a plain field. */
final class PlainVariable<T> implements World.Variable<T> {

    private T value;

    PlainVariable(T initial) {
        value = initial;
    }

    @Override
    public T get() {
        return value;
    }

    @Override
    public void set(T value) {
        this.value = value;
    }
}
