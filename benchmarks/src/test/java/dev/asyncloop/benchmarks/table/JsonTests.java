// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class JsonTests {

    private static JsonObject table() {
        return JsonParser.parseString(Json.of(Mode.QUICK, Rows.SOME)).getAsJsonObject();
    }

    @Test
    void table_readBack_saysWhereItWasMeasured() {
        assertThat(table().keySet()).containsExactly("mode", "jdk", "os", "processors", "rows");
        assertThat(table().get("mode").getAsString()).isEqualTo("quick");
        assertThat(table().get("jdk").getAsString()).isEqualTo(Runtime.version().toString());
    }

    @Test
    void row_readBack_hasGoalsAndEverySample() {
        JsonArray rows = table().getAsJsonArray("rows");
        JsonObject row = rows.get(0).getAsJsonObject();
        JsonArray subjects = row.getAsJsonArray("subjects");
        JsonObject peer = subjects.get(2).getAsJsonObject();

        assertThat(rows).hasSameSizeAs(Rows.SOME);
        assertThat(row.get("name").getAsString()).isEqualTo(Plan.YIELD);
        assertThat(row.getAsJsonArray("goals").get(0).getAsString()).isEqualTo("met: at most 1.40 times the limit");
        assertThat(subjects).hasSize(3);
        assertThat(subjects.get(0).getAsJsonObject().has("oursCostsTimes")).isFalse();
        assertThat(peer).hasToString("""
                        {"subject":"kotlinx <runTest>","kind":"PEER","unit":"ns",\
                        "spread":{"median":375.0,"min":300.0,"max":450.0},\
                        "oursCostsTimes":{"median":0.5,"min":0.5,"max":0.5},\
                        "values":[300.0,450.0]}""");
    }
}
