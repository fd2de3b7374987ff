// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Repeats recorded choices, and notices when the run is another one than was recorded.
 *
 * <p>A choice that does not exist any more, or other candidates than were recorded somewhere on the way, make the token stale.
 * The run goes on in FIFO order all the same; what to make of it is the caller's to say, see {@link #staleness}.
 *
 * @since 0.1
 */
public final class Replay implements ChoiceSource {

    private final int scope;
    private final long count;
    private final int expectedFingerprint;
    private final byte[] checks;
    private final long stretch;
    private final ByteBuffer pairs;
    private long made;
    private long hash = ChoiceCheck.START;
    private long zerosLeft;
    private int value;
    private @Nullable String stale;

    Replay(int scope, long count, int expectedFingerprint, byte[] checks, ByteBuffer pairs) {
        this.scope = scope;
        this.count = count;
        this.expectedFingerprint = expectedFingerprint;
        this.checks = checks;
        this.stretch = ChoiceCheck.stretchOf(count);
        this.pairs = pairs;
        readPair();
    }

    private void readPair() {
        if (pairs.hasRemaining()) {
            zerosLeft = ReplayToken.readVarint(pairs);
            value = (int) ReplayToken.readVarint(pairs);
        } else {
            zerosLeft = Long.MAX_VALUE;
        }
    }

    @Override
    public int choose(int n, Candidates candidates) {
        if (made >= count || stale != null) {
            return 0;
        }
        made++;
        int chosen = next();
        if (chosen >= n) {
            stale = "choice " + made + " of " + count + " took candidate " + (chosen + 1) + ", and there are only " + n
                    + " now";
            return 0;
        }
        hash = ChoiceCheck.roll(hash, n, chosen, candidates);
        if (differs()) {
            stale = (stretch == 1 ? "choice " + made : "one of the choices " + (made - stretch + 1) + " to " + made)
                    + " of " + count + " is between others than were recorded; now there are " + n
                    + (stretch == 1 ? "" : " at the last of them");
            return 0;
        }
        return chosen;
    }

    private int next() {
        if (zerosLeft > 0) {
            zerosLeft--;
            return 0;
        }
        int chosen = value;
        readPair();
        return chosen;
    }

    private boolean differs() {
        if (made == count && ChoiceCheck.fingerprint(hash) != expectedFingerprint) {
            return true;
        }
        return made % stretch == 0 && ChoiceCheck.bits(hash) != ChoiceCheck.unpack(checks, made / stretch - 1);
    }

    /**
     * Returns why the token does not fit the run, once that is known.
     *
     * @param ended whether the run has ended, so that choices left over are a difference too
     * @return the first difference found, or {@code null} if there is none
     */
    public @Nullable String staleness(boolean ended) {
        if (stale == null && ended && made < count) {
            return "the run made " + made + (made == 1 ? " choice" : " choices") + ", and " + count + " were recorded";
        }
        return stale;
    }

    /**
     * Returns a hash of what the recorded schedule belongs to, such as a test.
     *
     * @return the hash, or 0 for nothing
     */
    public int scope() {
        return scope;
    }
}
