// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The recorded choices of a run as a text: {@code r1.}, then the choices, then a check sum.
 *
 * <p>The choices are, in URL-safe Base64 without padding: the number of the schedule that was recorded (a varint), how many
 * choices (a varint), the fingerprint of the numbers of candidates (4 bytes), and the pairs of {@link ChoiceLog}. The check
 * sum is the CRC-32 of these bytes in 8 hexadecimal digits.
 */
final class ReplayToken extends Schedule {

    private static final String VERSION = "r1.";

    private final long number;
    private final long count;
    private final int fingerprint;
    private final byte[] pairs;

    ReplayToken(long number, long count, int fingerprint, byte[] pairs) {
        this.number = number;
        this.count = count;
        this.fingerprint = fingerprint;
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
        int dot = text.lastIndexOf('.');
        if (dot < VERSION.length()) {
            throw damaged(text, "its check sum is missing");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(VERSION.length(), dot));
        } catch (IllegalArgumentException e) {
            throw damaged(text, "it has characters that no token has");
        }
        if (!checksum(bytes).equals(text.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw damaged(text, "its check sum is wrong");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long number;
        long count;
        int fingerprint;
        try {
            number = readVarint(in);
            count = readVarint(in);
            fingerprint = in.getInt();
        } catch (BufferUnderflowException e) {
            throw damaged(text, "it is too short");
        }
        return new ReplayToken(number, count, fingerprint, Arrays.copyOfRange(bytes, in.position(), bytes.length));
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

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    @Override
    public ChoiceSource newSource() {
        return new Replay(count, fingerprint, ByteBuffer.wrap(pairs));
    }

    @Override
    public String text() {
        ByteBuffer out = ByteBuffer.allocate(pairs.length + 24);
        writeVarint(out, number);
        writeVarint(out, count);
        out.putInt(fingerprint).put(pairs);
        byte[] bytes = Arrays.copyOf(out.array(), out.position());
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "." + checksum(bytes);
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
