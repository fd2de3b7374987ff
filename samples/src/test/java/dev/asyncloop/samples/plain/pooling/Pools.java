// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Pools of connections. */
final class Pools {

    private Pools() {}

    static GenericObjectPool<Connection> ofSize(int size) {
        GenericObjectPool<Connection> pool = new GenericObjectPool<>(new BasePooledObjectFactory<>() {
            @Override
            public Connection create() {
                return new Connection();
            }

            @Override
            public PooledObject<Connection> wrap(Connection connection) {
                return new DefaultPooledObject<>(connection);
            }
        });
        pool.setMaxTotal(size);
        return pool;
    }
}
