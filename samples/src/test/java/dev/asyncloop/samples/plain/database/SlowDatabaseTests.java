// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

@PlainJava
class SlowDatabaseTests {

    /** Two connections to a database whose function REST sleeps. */
    private static HikariDataSource twoConnections(Duration patience) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(patience.toMillis());
        config.setConnectionInitSql("CREATE ALIAS IF NOT EXISTS REST FOR 'java.lang.Thread.sleep(long)'");
        return new HikariDataSource(config);
    }

    private static void rest(DataSource database, Duration time) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CALL REST(" + time.toMillis() + ")");
        }
    }

    /** Sends slow queries, each in a thread of its own. */
    private static List<FutureTask<Void>> reports(int count, DataSource database) {
        List<FutureTask<Void>> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FutureTask<Void> report = new FutureTask<>(() -> {
                rest(database, Duration.ofSeconds(10));
                return null;
            });
            reports.add(report);
            new Thread(report, "report-" + i).start();
        }
        return reports;
    }

    @AsyncLoopTest(schedules = 50)
    void queries_more_than_connections_wait_for_each_other() throws Exception {
        try (HikariDataSource database = twoConnections(Duration.ofMinutes(5))) {
            assertThat(Elapsed.in(() -> {
                        for (FutureTask<Void> report : reports(5, database)) {
                            report.get();
                        }
                    }))
                    .isEqualTo(Duration.ofSeconds(30));
        }
    }

    @AsyncLoopTest(schedules = 50)
    void query_all_connections_are_busy_gives_up_after_its_time() throws Exception {
        try (HikariDataSource database = twoConnections(Duration.ofSeconds(3))) {
            List<FutureTask<Void>> reports = reports(2, database);
            Thread.sleep(1_000);
            assertThat(Elapsed.in(() -> assertThatThrownBy(() -> rest(database, Duration.ZERO))
                            .isInstanceOf(SQLTransientConnectionException.class)
                            .hasMessageContaining("after 3000ms (total=2, active=2, idle=0, waiting=0)")))
                    .isEqualTo(Duration.ofSeconds(3));
            for (FutureTask<Void> report : reports) {
                report.get();
            }
        }
    }
}
