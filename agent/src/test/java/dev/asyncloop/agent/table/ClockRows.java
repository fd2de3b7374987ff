// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.concurrent.Callable;

/** What the time is: each answer is that of {@code System.currentTimeMillis()}, and moves by what was slept. */
@SuppressWarnings({"JavaTimeDefaultTimeZone", "JavaUtilDate"}) // they are the subject
final class ClockRows {

    private ClockRows() {}

    private static final String CALL = ", now and two hours later";
    private static final String GIVES = "0h off, 0h off after 2h";

    /** Tells how far a clock is off that of the system, before and after a sleep. */
    private static Log compare(Callable<Instant> clock) throws Exception {
        Instant before = clock.call();
        Log log = new Log().add(Log.hours(off(before)) + " off");
        Thread.sleep(2 * HOUR);
        Instant after = clock.call();
        long moved = Duration.between(before, after).toNanos();
        return log.add(Log.hours(off(after)) + " off after " + Log.hours(moved));
    }

    private static long off(Instant instant) {
        return Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), instant)
                .toNanos();
    }

    @Row(of = "System", call = "currentTimeMillis()" + CALL, gives = GIVES)
    static Log currentTimeMillis() throws Exception {
        return compare(() -> Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    @Row(of = "System", call = "nanoTime(), before and after sleep(millis)", gives = "2h")
    static Log nanoTime() throws InterruptedException {
        long before = System.nanoTime();
        Thread.sleep(2 * HOUR);
        return new Log().add(Log.hours(System.nanoTime() - before));
    }

    @Row(of = "Instant", call = "now()" + CALL, gives = GIVES)
    static Log instant() throws Exception {
        return compare(Instant::now);
    }

    @Row(of = "Clock", call = "systemUTC()" + CALL, gives = GIVES)
    static Log systemUtc() throws Exception {
        return compare(Clock.systemUTC()::instant);
    }

    @Row(of = "Clock", call = "systemDefaultZone().millis()" + CALL, gives = GIVES)
    static Log systemDefaultZone() throws Exception {
        Clock clock = Clock.systemDefaultZone();
        return compare(() -> Instant.ofEpochMilli(clock.millis()));
    }

    @Row(of = "Clock", call = "system(zone)" + CALL, gives = GIVES)
    static Log system() throws Exception {
        return compare(Clock.system(ZoneId.of("Asia/Tokyo"))::instant);
    }

    @Row(of = "Clock", call = "tickMillis(zone)" + CALL, gives = GIVES)
    static Log tickMillis() throws Exception {
        return compare(Clock.tickMillis(ZoneOffset.UTC)::instant);
    }

    @Row(of = "Clock", call = "offset(clock, an hour)" + CALL, gives = "1h off, 1h off after 2h")
    static Log offset() throws Exception {
        return compare(Clock.offset(Clock.systemUTC(), Duration.ofMillis(HOUR))::instant);
    }

    @Row(of = "LocalDateTime", call = "now()" + CALL, gives = GIVES)
    static Log localDateTime() throws Exception {
        return compare(() -> LocalDateTime.now().atZone(ZoneId.systemDefault()).toInstant());
    }

    @Row(of = "ZonedDateTime", call = "now(zone)" + CALL, gives = GIVES)
    static Log zonedDateTime() throws Exception {
        return compare(() -> ZonedDateTime.now(ZoneId.of("Asia/Tokyo")).toInstant());
    }

    @Row(of = "OffsetDateTime", call = "now()" + CALL, gives = GIVES)
    static Log offsetDateTime() throws Exception {
        return compare(() -> OffsetDateTime.now().toInstant());
    }

    @Row(of = "Date", call = "new Date()" + CALL, gives = GIVES)
    static Log date() throws Exception {
        return compare(() -> new Date().toInstant());
    }

    @Row(of = "Calendar", call = "getInstance()" + CALL, gives = GIVES)
    static Log calendar() throws Exception {
        return compare(() -> Calendar.getInstance().toInstant());
    }

    @Row(of = "GregorianCalendar", call = "new GregorianCalendar()" + CALL, gives = GIVES)
    static Log gregorianCalendar() throws Exception {
        return compare(() -> new GregorianCalendar().toInstant());
    }

    @Row(
            of = "LocalDate",
            call = "now(), and LocalTime, YearMonth, Year, those of the clock",
            gives = "true, true, true, true")
    static Log parts() {
        LocalDateTime now =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(System.currentTimeMillis()), ZoneId.systemDefault());
        return new Log()
                .add(LocalDate.now().equals(now.toLocalDate()))
                .add(LocalTime.now().getHour() == now.getHour())
                .add(YearMonth.now().equals(YearMonth.from(now)))
                .add(Year.now().equals(Year.from(now)));
    }
}
