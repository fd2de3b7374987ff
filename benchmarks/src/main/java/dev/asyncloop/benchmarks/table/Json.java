// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table for programs: every figure of every round. */
final class Json {

    private Json() {}

    /** Returns the table as JSON. */
    static String of(Mode mode, List<Row> rows) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("mode", mode.toString());
        table.put("jdk", Runtime.version().toString());
        table.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        table.put("processors", Runtime.getRuntime().availableProcessors());
        table.put("rows", rows.stream().map(Json::row).toList());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(table) + "\n";
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", row.name());
        fields.put("goals", Goal.of(row).stream().map(goal -> goal.verdict(row)).toList());
        fields.put(
                "subjects", row.series().stream().map(one -> series(row, one)).toList());
        return fields;
    }

    private static Map<String, Object> series(Row row, Series series) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", series.subject());
        fields.put("kind", series.kind());
        fields.put("unit", series.unit());
        fields.put("spread", series.spread());
        if (series != row.ours()) {
            fields.put("oursCostsTimes", row.ours().costOf(series));
        }
        fields.put("values", series.values());
        return fields;
    }
}
