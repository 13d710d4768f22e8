package io.sluice.promotion.spring.rest.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.spring.rest.Contract.Documented;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One operation of the API and calls of it that succeed.
 *
 * @param id as openapi.yaml names it
 * @param documented what openapi.yaml says about it
 * @param asks the operation of core whose permission it takes
 * @param about what it concerns
 * @param decides the workspace whose approvers may decide
 * @param exceptions persons for whom the permission does not tell all, with {@code +}, {@code x} or {@code -}
 * @param by who makes the calls
 * @param parts of the path
 * @param examples each succeeds
 */
record Row(
        String id,
        Documented documented,
        Operation asks,
        About about,
        String decides,
        Map<String, String> exceptions,
        String by,
        Map<String, String> parts,
        List<Example> examples) {
    /** What an operation concerns, and so who sees it. */
    enum About {
        /** The organization or a workspace of it. */
        ORGANIZATION,
        /** One promotion, or a proposal: whoever is asked to decide sees it. */
        PROMOTION,
        /** What every active member gets, be it nothing. */
        MEMBER,
        /** What everybody gets who has some role. */
        ROLE,
        /** What belongs to whoever made it. */
        OWNER,
        /** What everybody gets who is signed in. */
        ACCOUNT,
        /** What everybody gets. */
        OPEN
    }

    /**
     * A call.
     *
     * @param query parameters
     * @param body JSON or XML
     * @param seen the address whose ETag has to be sent, or the ETag itself in quotes
     */
    record Example(Map<String, String> query, Optional<JsonNode> body, Optional<String> xml, Optional<String> seen) {}

    Example example() {
        return examples.get(0);
    }

    boolean writes() {
        return !documented.method().equals("GET");
    }

    Optional<Character> exception(String person) {
        return Optional.ofNullable(exceptions.get(person)).map(text -> text.charAt(0));
    }

    /** The address with these parts and parameters. */
    static String address(String template, Map<String, String> parts, Map<String, String> query) {
        String path = template;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            path = path.replace("{" + part.getKey() + "}", part.getValue());
        }
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    String address(Example example) {
        return address(documented.path(), parts, example.query());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
