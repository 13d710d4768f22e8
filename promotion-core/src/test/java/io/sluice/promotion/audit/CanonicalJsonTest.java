package io.sluice.promotion.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void sortsMembersByCodeUnits() {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            object.put(name, "x");
        }

        assertThat(CanonicalJson.write(object))
                .as("the example of RFC 8785, section 3.2.3")
                .isEqualTo("{\"\\r\":\"x\",\"1\":\"x\",\"\u0080\":\"x\",\"\u00f6\":\"x\",\"\u20ac\":\"x\","
                        + "\"\ud83d\ude00\":\"x\",\"\ufb33\":\"x\"}");
    }

    @Test
    void sortsAtEveryLevelAndKeepsTheOrderOfLists() {
        Map<String, Object> object = Map.of("b", List.of(3, 1, 2), "a", Map.of("y", 1, "x", 2));

        assertThat(CanonicalJson.write(object)).isEqualTo("{\"a\":{\"x\":2,\"y\":1},\"b\":[3,1,2]}");
    }

    @Test
    void writesLiteralsAndEmptyContainers() {
        Map<String, Object> object = new HashMap<>();
        object.put("a", null);
        object.put("b", true);
        object.put("c", false);
        object.put("d", List.of());
        object.put("e", Map.of());
        object.put("f", Arrays.asList(null, ""));

        assertThat(CanonicalJson.write(object))
                .isEqualTo("{\"a\":null,\"b\":true,\"c\":false,\"d\":[],\"e\":{},\"f\":[null,\"\"]}");
        assertThat(CanonicalJson.write(Map.of())).isEqualTo("{}");
    }

    @Test
    void escapesOnlyWhatMustBe() {
        String text = "\"\\/\b\t\n\f\r\u0001\u001f\u007f\u2028<>&'\u00e9\ud83d\ude00";

        assertThat(CanonicalJson.write(Map.of("t", text)))
                .isEqualTo("{\"t\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007f\u2028<>&'\u00e9\ud83d\ude00\"}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "43089b79d9780a76, 865793385365838.8",
        "c304ea1a1f2cfd1e, -735862180913059.8",
        "3fb999999999999a, 0.1",
        "4059000000000000, 100"
    })
    void writesNumbersAsTheStandardDoes(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.write(Map.of("n", value))).isEqualTo("{\"n\":" + text + "}");
    }

    @Test
    void writesWhatReadsBackAsTheSameDouble() {
        Random random = new Random(8785);

        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = CanonicalJson.write(Map.of("n", value));

                assertThat(Double.parseDouble(text.substring(5, text.length() - 1)))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void writesWholeNumbersWithAllTheirDigits() {
        Map<String, Object> object = new TreeMap<>();
        object.put("a", 7);
        object.put("b", -7L);
        object.put("c", Long.MAX_VALUE);
        object.put("d", Long.MIN_VALUE);
        object.put("e", BigInteger.valueOf(Long.MAX_VALUE));

        assertThat(CanonicalJson.write(object))
                .isEqualTo("{\"a\":7,\"b\":-7,\"c\":9223372036854775807,\"d\":-9223372036854775808,"
                        + "\"e\":9223372036854775807}");
    }

    @Test
    void writesEqualNumbersAlike() {
        for (Object number : List.of(new BigDecimal("1.50"), 1.5, new BigDecimal("15E-1"))) {
            assertThat(CanonicalJson.write(Map.of("n", number))).isEqualTo("{\"n\":1.5}");
        }
        for (Object number : List.of(100, 100L, 100.0, new BigDecimal("1E2"), BigInteger.valueOf(100))) {
            assertThat(CanonicalJson.write(Map.of("n", number))).isEqualTo("{\"n\":100}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1234567890123456789", "1e400", "123456789012345678901234567890"})
    void refusesDecimalsThatADoubleDoesNotHold(String decimal) {
        assertRefused(Map.of("n", new BigDecimal(decimal)), "json.number");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double value) {
        assertRefused(Map.of("n", value), "json.number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ud800\ud800\udc00", "\udc00\ud800", "end\ud83d"})
    void refusesLoneSurrogatesInTextsAndNames(String text) {
        assertRefused(Map.of("t", text), "text.unpairedSurrogate");
        assertRefused(Map.of(text, 1), "text.unpairedSurrogate");
        assertRefused(Map.of("l", List.of(Map.of(text, 1))), "text.unpairedSurrogate");
    }

    @Test
    void refusesNulInTextsAndNames() {
        assertRefused(Map.of("t", "a\0b"), "text.nul");
        assertRefused(Map.of("a\0b", 1), "text.nul");
    }

    @Test
    void refusesForeignTypesAndNames() {
        assertRefused(Map.of("c", 'c'), "json.type");
        assertRefused(Map.of("f", 1.5f), "json.type");
        assertRefused(Map.of("m", Map.of(1, "number as a name")), "json.type");
        assertRefused(Map.of("l", List.of(new StringBuilder())), "json.type");
    }

    @Test
    void refusesDeepNesting() {
        Map<String, Object> twenty = Map.of();
        for (int level = 2; level <= 20; level++) {
            twenty = Map.of("m", twenty);
        }

        assertThat(CanonicalJson.write(twenty)).hasSize(19 * 6 + 2);
        assertRefused(Map.of("m", twenty), "json.tooDeep");
    }

    @Test
    void refusesAMapThatContainsItself() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);

        assertRefused(circle, "json.tooDeep");
    }

    @Test
    void copiesIntoWhatAReaderOfTheTextReturns() throws IOException {
        Map<String, Object> object = new HashMap<>();
        object.put("text", "\u00e9\n");
        object.put("numbers", List.of(1, 2L, 3.0, 4.25, new BigDecimal("5.50"), 1e18));
        object.put("nothing", null);
        object.put("nested", Map.of("b", true, "a", List.of()));

        Map<String, Object> copy = CanonicalJson.copyOf(object);

        assertThat(copy.get("numbers")).isEqualTo(List.of(1L, 2L, 3L, 4.25, 5.5, 1_000_000_000_000_000_000L));
        assertThat(CanonicalJson.write(copy)).isEqualTo(CanonicalJson.write(object));
        assertThat(CanonicalJson.copyOf(JSON.std.mapFrom(CanonicalJson.write(object))))
                .isEqualTo(copy);
    }

    @Test
    void copiesAreOutOfReach() {
        List<Object> list = new ArrayList<>(List.of(1L));
        Map<String, Object> object = new HashMap<>(Map.of("list", list));

        Map<String, Object> copy = CanonicalJson.copyOf(object);
        list.add(2L);
        object.put("more", 1);

        assertThat(copy).isEqualTo(Map.of("list", List.of(1L)));
        assertThatThrownBy(() -> copy.put("more", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertRefused(Map<String, Object> object, String code) {
        assertThatThrownBy(() -> CanonicalJson.write(object))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThatThrownBy(() -> CanonicalJson.copyOf(object))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
