// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The recorded choices of a run as a text: {@code r2.}, then bytes in URL-safe Base64 without padding.
 *
 * <p>The bytes are: the number of the schedule that was recorded (a varint), how many choices (a varint), a hash of what the
 * schedule belongs to (4 bytes), the fingerprint of all choices (4 bytes), the {@link ChoiceCheck}s on the way (two in a byte),
 * the pairs of {@link ChoiceLog}, and the CRC-32 of all that.
 */
final class ReplayToken extends Schedule {

    private static final String VERSION = "r2.";
    private static final int CHECK_SUM_BYTES = 4;

    private final long number;
    private final int scope;
    private final long count;
    private final int fingerprint;
    private final byte[] checks;
    private final byte[] pairs;

    ReplayToken(long number, int scope, long count, int fingerprint, byte[] checks, byte[] pairs) {
        this.number = number;
        this.scope = scope;
        this.count = count;
        this.fingerprint = fingerprint;
        this.checks = checks;
        this.pairs = pairs;
    }

    static boolean looksLikeOne(String text) {
        return text.matches("(?i)r[0-9]+\\..*");
    }

    static ReplayToken read(String text) {
        if (!text.startsWith(VERSION)) {
            throw new IllegalArgumentException("The replay token \"" + text + "\" has another version than " + VERSION
                    + "…: it was printed by another release of asyncloop. Run the test without it to get a new one.");
        }
        byte[] bytes = decode(text);
        int end = bytes.length - CHECK_SUM_BYTES;
        if (end < 0) {
            throw damaged(text, "it is too short");
        }
        if (ByteBuffer.wrap(bytes).getInt(end) != checkSum(bytes, end)) {
            throw damaged(text, "its check sum is wrong");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, end);
        try {
            long number = readVarint(in);
            long count = readVarint(in);
            int scope = in.getInt();
            int fingerprint = in.getInt();
            byte[] checks = new byte[ChoiceCheck.packedLength(count)];
            in.get(checks);
            return new ReplayToken(
                    number, scope, count, fingerprint, checks, Arrays.copyOfRange(bytes, in.position(), end));
        } catch (BufferUnderflowException e) {
            throw damaged(text, "it is too short");
        }
    }

    private static byte[] decode(String text) {
        String body = text.substring(VERSION.length());
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(body);
            if (encode(bytes).equals(body)) { // the decoder ignores bits that stand for nothing
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw damaged(text, "it has characters that no token has there");
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int checkSum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static IllegalArgumentException damaged(String text, String why) {
        return new IllegalArgumentException(
                "The replay token \"" + text + "\" is damaged: " + why + ". Copy it again from the failure, whole.");
    }

    static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static void writeVarint(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    @Override
    public ChoiceSource newSource() {
        return new Replay(scope, count, fingerprint, checks, ByteBuffer.wrap(pairs));
    }

    @Override
    public String text() {
        ByteBuffer out = ByteBuffer.allocate(pairs.length + checks.length + 32 + CHECK_SUM_BYTES);
        writeVarint(out, number);
        writeVarint(out, count);
        out.putInt(scope).putInt(fingerprint).put(checks).put(pairs);
        out.putInt(checkSum(out.array(), out.position()));
        return VERSION + encode(Arrays.copyOf(out.array(), out.position()));
    }

    @Override
    public String describe() {
        return "replay of " + count + " recorded choices";
    }

    @Override
    public long number() {
        return number;
    }
}
