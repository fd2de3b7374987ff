// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import dev.asyncloop.samples.testing.PlainJava;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.junit.jupiter.api.Test;

@PlainJava
class ShopTests {

    /** How a shop does its work. */
    interface Style {
        void perform(Shop shop, Shop.Work work) throws Exception;
    }

    @AsyncLoopTest(schedules = 300)
    void delivery_customer_was_there_before_comes_in() throws Exception {
        assertDelivered(Shop::perform);
    }

    @Test
    void naive_shop_has_no_connection_left_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveShopTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaiveShopTestCase {
        @AsyncLoopTest(asTask = true)
        void delivery_comes_in() throws Exception {
            assertDelivered(Shop::doNaively);
        }
    }

    /** In FIFO order the delivery comes before the customer. */
    private static void assertDelivered(Style style) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(2);
        try (GenericObjectPool<Connection> pool = Pools.ofSize(1)) {
            Shop shop = new Shop(pool);
            Future<?> delivery = people.submit(() -> {
                style.perform(shop, Connection::deliver);
                return null;
            });
            Future<Boolean> customer = people.submit(() -> {
                try {
                    style.perform(shop, Connection::take);
                    return true;
                } catch (SoldOutException e) {
                    return false;
                }
            });
            delivery.get();
            customer.get();
            assertThat(pool.getNumActive()).isZero();
        } finally {
            people.shutdown();
        }
    }
}
