// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTests {

    private static Document chart(List<Row> rows) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Chart.of(rows))));
    }

    private static List<Element> elements(Document chart, String tag) {
        NodeList nodes = chart.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document chart, String style) {
        return elements(chart, "text").stream()
                .filter(text -> text.getAttribute("class").equals(style))
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void chart_ofRows_namesThoseThatHaveSomethingBesideThem() throws Exception {
        Document chart = chart(Rows.SOME);

        assertThat(texts(chart, "row")).containsExactly(Plan.YIELD, "echo, 100 connections");
        assertThat(texts(chart, "right")).containsExactly("1.20", "0.50", "1.50");
        assertThat(texts(chart, "met")).containsExactly("met: at most 1.40 times the limit; met: ahead of every peer");
        assertThat(texts(chart, "missed")).containsExactly("NOT MET: at most 1.43 times the limit");
        assertThat(texts(chart, "")).contains("bare virtual threads", "kotlinx <runTest>", "bare NIO");
    }

    @Test
    void dots_ofRatios_areInsideAndInOrder() throws Exception {
        List<Double> dots = elements(chart(Rows.SOME), "circle").stream()
                .skip(3) // the legend
                .map(dot -> Double.parseDouble(dot.getAttribute("cx")))
                .toList();

        assertThat(dots).hasSize(3).allMatch(x -> x > 400 && x < 1_000);
        assertThat(dots.get(1)).isLessThan(dots.get(0)); // 0.5 and 1.2
        assertThat(dots.get(0)).isLessThan(dots.get(2)); // 1.2 and 1.5
    }

    @Test
    void chart_ofNothingToCompare_isEmptyAndWellFormed() throws Exception {
        assertThat(texts(chart(List.of()), "row")).isEmpty();
    }
}
