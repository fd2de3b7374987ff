// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.demo;

import dev.asyncloop.samples.seats.NaiveSeatBooking;
import dev.asyncloop.samples.seats.SeatBooking;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Finds a seat that is sold twice, repeats the order in which it was, and tries the fix under 10,000 orders.
 *
 * <p>Run by {@code mvn -q -Pdemo compile} in the root of the project. Exits with 0 if all was as claimed, else with 1.
 */
public final class Demo {

    static final int ORDERS = 10_000;

    /** The orders are derived from this number: any other gives a demo that is as good. */
    private static final long ROOT = 3;

    private final PrintStream out;
    private final int orders;

    Demo(PrintStream out, int orders) {
        this.out = out;
        this.orders = orders;
    }

    public static void main(String[] arguments) {
        System.exit(new Demo(System.out, ORDERS).run() ? 0 : 1);
    }

    boolean run() {
        out.println();
        out.println(
                "Two customers want seat " + Sale.SEAT + ". The naive booking looks whether it is free, waits for the");
        out.println("payment, and then sells it. In plain FIFO order nothing goes wrong.");
        out.println();
        Sale found = find();
        boolean good = !found.isCorrect() && !found.order().equals(Schedule.fifo());
        out.println();
        if (good) {
            out.println("What ran, step by step, seed " + found.order() + " (* FIFO would have run the other one):");
            out.println();
            out.println(new TraceTable(found.trace()));
            good = repeat(found);
            out.println();
        }
        good &= fixed();
        out.println();
        out.println(good ? "All as claimed." : "NOT as claimed, see above.");
        return good;
    }

    private Sale find() {
        out.println("1. The naive booking, under one order after the other");
        out.println();
        Sale sale = Sale.run(Schedule.fifo(), NaiveSeatBooking::new);
        print(sale);
        for (int n = 2; n <= orders && sale.isCorrect(); n++) {
            sale = Sale.run(order(n), NaiveSeatBooking::new);
            print(sale);
        }
        return sale;
    }

    private boolean repeat(Sale found) {
        out.println("2. The same seed again, twice");
        out.println();
        Sale first = Sale.run(Schedule.parse(found.order().text()), NaiveSeatBooking::new);
        Sale second = Sale.run(Schedule.parse(found.order().text()), NaiveSeatBooking::new);
        boolean same = first.trace().equals(found.trace())
                && second.trace().equals(found.trace())
                && first.buyers().equals(found.buyers())
                && second.buyers().equals(found.buyers());
        out.println("   found    trace " + found.hash() + "  " + found.outcome());
        out.println("   again    trace " + first.hash() + "  " + first.outcome());
        out.println("   again    trace " + second.hash() + "  " + second.outcome());
        out.println(same ? "   the same, step for step" : "   NOT THE SAME");
        return same;
    }

    private boolean fixed() {
        out.println("3. The fixed booking, which takes the seat before it asks for the money, under " + grouped(orders)
                + " orders");
        out.println();
        out.print("   ");
        long begin = System.nanoTime();
        for (int n = 1; n <= orders; n++) {
            Sale sale = Sale.run(n == 1 ? Schedule.fifo() : order(n), SeatBooking::new);
            if (!sale.isCorrect()) {
                out.println();
                print(sale);
                return false;
            }
            if (n % Math.max(1, orders / 50) == 0) {
                out.print('.');
                out.flush();
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        out.println();
        out.println("   none failed, " + taken.toMillis() + " ms, "
                + grouped(orders * 1_000L / Math.max(1, taken.toMillis())) + " orders per second");
        return true;
    }

    private void print(Sale sale) {
        out.printf("   %-18s  %s%n", sale.order(), sale.outcome());
    }

    private static Schedule order(int n) {
        return Schedule.random(Seeds.nth(ROOT, n));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
