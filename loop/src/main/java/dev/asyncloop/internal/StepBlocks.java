// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Many steps sorted by sequence, found by index or sequence. The last one is never removed.
 *
 * <p>They are in blocks. The sizes of those between the first and the last are in a tally, which leads from an index to its
 * block. So adding at the end and taking the first do not depend on how many there are, and anything else by the logarithm only.
 */
final class StepBlocks {

    /** So many steps are in a block at most. */
    static final int LIMIT = 256;

    /** Steps whose sequence is not less than the floor, and less than that of the next block. */
    private static final class Block {
        final StepArray steps = new StepArray();
        long floor;

        int size() {
            return steps.size();
        }
    }

    private @Nullable Block[] blocks = {new Block()};
    private int first;
    private int last;
    private Tally inner = Tally.EMPTY;
    private int size;
    private @Nullable Block spare;

    /** The index that was asked for last, or -1, and where its step is. */
    private int seen = -1;

    private int seenNumber;
    private int seenOffset;

    /** Takes all steps of an array. */
    StepBlocks(StepArray steps) {
        while (steps.size() > 0) {
            add(steps.remove(0));
        }
    }

    int size() {
        return size;
    }

    Step get(int index) {
        seek(index);
        return block(seenNumber).steps.get(seenOffset);
    }

    void add(Step step) {
        Block end = block(last);
        seen = -1;
        size++;
        if (!end.steps.endsBefore(step)) {
            insert(step);
        } else if (end.steps.canAppend(LIMIT)) {
            end.steps.add(step);
        } else {
            appendBlock(step);
        }
    }

    /** Removes the step with an index, and returns it. */
    Step remove(int index) {
        seek(index);
        return removeAt(seenNumber, seenOffset);
    }

    /** Returns the index of a step, or a negative number if it is not here. */
    int indexOf(Step step) {
        int number = blockWith(step.sequence);
        int offset = block(number).steps.search(step.sequence);
        return offset < 0 ? offset : startOf(number) + offset;
    }

    /** Moves everything to the end of an array. */
    void moveTo(StepArray other) {
        for (int i = first; i <= last; i++) {
            block(i).steps.moveTo(other, 0);
        }
        size = 0;
    }

    /** Finds the step with an index. */
    private void seek(int index) {
        if (index == seen) {
            return;
        }
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("candidate " + index + " of " + size);
        }
        int inFirst = block(first).size();
        int beforeLast = size - block(last).size();
        if (index < inFirst) {
            seenNumber = first;
            seenOffset = index;
        } else if (index >= beforeLast) {
            seenNumber = last;
            seenOffset = index - beforeLast;
        } else {
            seenNumber = inner.find(index - inFirst);
            seenOffset = inner.rest();
        }
        seen = index;
    }

    /** Returns the index of the first step of a block. */
    private int startOf(int number) {
        if (number == first) {
            return 0;
        }
        return number == last ? size - block(last).size() : block(first).size() + inner.before(number);
    }

    /** Returns the number of the block that a sequence is in, if it is in any. */
    private int blockWith(long sequence) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (block(middle).floor <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void appendBlock(Step step) {
        if (last + 1 == blocks.length) {
            tidy();
        }
        if (first < last) {
            inner.add(last, block(last).size());
        }
        Block block = emptyBlock(step.sequence);
        block.steps.add(step);
        blocks[++last] = block;
    }

    private void insert(Step step) {
        int number = blockWith(step.sequence);
        while (block(number).size() == LIMIT) {
            split(number);
            number = blockWith(step.sequence);
        }
        block(number).steps.add(step);
        if (number > first && number < last) {
            inner.add(number, 1);
        }
    }

    private Step removeAt(int number, int offset) {
        Block block = block(number);
        Step step = block.steps.remove(offset);
        size--;
        seen = -1;
        if (number > first && number < last) {
            inner.add(number, -1);
        } else if (block.size() == 0) {
            dropEmptyEnds();
        }
        return step;
    }

    private void dropEmptyEnds() {
        while (block(first).size() == 0) {
            spare = block(first);
            blocks[first++] = null;
            if (first < last) {
                inner.add(first, -block(first).size());
            }
        }
        while (block(last).size() == 0) {
            spare = block(last);
            blocks[last--] = null;
            if (first < last) {
                inner.add(last, -block(last).size());
            }
        }
    }

    private Block emptyBlock(long floor) {
        Block block = spare == null ? new Block() : spare;
        spare = null;
        block.floor = floor;
        return block;
    }

    /** Splits a full block, or makes the room for another block first. */
    private void split(int number) {
        if (last + 1 == blocks.length) {
            tidy();
            return;
        }
        Block right = emptyBlock(0);
        block(number).steps.moveTo(right.steps, LIMIT / 2);
        right.floor = right.steps.get(0).sequence;
        System.arraycopy(blocks, number + 1, blocks, number + 2, last - number);
        blocks[number + 1] = right;
        last++;
        tallyAgain();
    }

    /** Joins neighbours that fit into one block, and numbers them from 0, with room for at least as many again. */
    private void tidy() {
        int kept = 0;
        for (int i = first; i <= last; i++) {
            Block block = block(i);
            blocks[i] = null;
            if (kept > 0 && block(kept - 1).size() + block.size() <= LIMIT) {
                block.steps.moveTo(block(kept - 1).steps, 0);
            } else {
                blocks[kept++] = block;
            }
        }
        first = 0;
        last = kept - 1;
        if (kept > blocks.length / 2) {
            blocks = Arrays.copyOf(blocks, Math.max(8, blocks.length * 2));
        }
        tallyAgain();
    }

    private void tallyAgain() {
        inner = new Tally(blocks.length, i -> i > first && i < last ? block(i).size() : 0);
        seen = -1;
    }

    private Block block(int number) {
        return requireNonNull(blocks[number]);
    }
}
