// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

/** Somebody in a room. */
public interface Member {

    String name();

    /** Says something to everybody in the room. */
    void say(String text) throws Exception;

    /** Shows what is said, until the member has left and everything said before has been shown. */
    void watch(Screen screen) throws Exception;

    void leave();
}
