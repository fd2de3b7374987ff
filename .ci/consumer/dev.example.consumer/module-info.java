// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** A program outside of the project, on the module path, that knows nothing but the jars. */
module dev.example.consumer {
    requires dev.asyncloop.loop;
}
