package io.sluice.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import io.sluice.example.benchmark.Chart.Bar;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Pattern BAR = Pattern.compile("<rect x=\"\\d+\" y=\"\\d+\" width=\"([\\d.]+)\"");

    private static List<Double> lengths(String svg) {
        return BAR.matcher(svg)
                .results()
                .map(MatchResult::group)
                .map(text -> {
                    var bar = BAR.matcher(text);
                    return bar.find() ? Double.parseDouble(bar.group(1)) : 0;
                })
                .toList();
    }

    private static Bar bar(String series, double value) {
        return new Bar(series, Samples.none().with(value));
    }

    @Test
    void lengthsGrowWithTheValues() {
        String svg = Chart.linear("T", "u")
                .group("g", List.of(bar("a", 50), bar("b", 100)))
                .draw();

        assertThat(lengths(svg)).containsExactly(215.0, 430.0);
    }

    @Test
    void eachTenfoldIsOneStepWhenLogarithmic() {
        List<Double> lengths = lengths(Chart.logarithmic("T", "u")
                .group("g", List.of(bar("a", 1), bar("b", 10), bar("c", 100)))
                .draw());

        assertThat(lengths.get(1) - lengths.get(0)).isCloseTo(lengths.get(2) - lengths.get(1), within(0.2));
    }

    @Test
    void isWellFormedWhateverTheNames() {
        String svg = Chart.linear("Less < more & \"quoted\"", "u")
                .group("<g>", List.of(bar("a & b", 0)))
                .draw();

        assertThatNoException()
                .isThrownBy(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
        assertThat(svg).contains("a &amp; b");
    }
}
