package io.sluice.promotion.spring.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One person who calls the API, as a program would: real HTTP. Immutable. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final Map<String, String> headers;
    private final Observer observer;

    /** Looks at every exchange. */
    public interface Observer {
        /** An answer came back. */
        void saw(String method, String path, Reply reply);
    }

    ApiClient(URI address, Optional<String> person, Observer observer) {
        this(address, new LinkedHashMap<>(), observer);
        person.ifPresent(name -> headers.put("Authorization", "Basic " + basic(name)));
    }

    private ApiClient(URI address, Map<String, String> headers, Observer observer) {
        this.address = address;
        this.observer = observer;
        this.headers = headers;
    }

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, String text) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("No JSON: " + text, e);
            }
        }

        /** One header, empty when it is missing. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The stable code of a problem, empty when it is none. */
        public String code() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? json().path("code").asText()
                    : "";
        }
    }

    /** The same with one more header in every call. */
    public ApiClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiClient(address, more, observer);
    }

    /** Reads; paths are below the API's base path. */
    public Reply get(String path) {
        return send("GET", path, null);
    }

    /** Sends JSON. */
    public Reply post(String path, String body) {
        return with("Content-Type", "application/json").send("POST", path, body);
    }

    /** Sends JSON. */
    public Reply put(String path, String body) {
        return with("Content-Type", "application/json").send("PUT", path, body);
    }

    /** Sends JSON. */
    public Reply patch(String path, String body) {
        return with("Content-Type", "application/json").send("PATCH", path, body);
    }

    /** Removes. */
    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends anything. */
    public Reply send(String method, String path, String body) {
        return sendBytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends any bytes. */
    public Reply sendBytes(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + ApiServer.BASE + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Reply reply = new Reply(response.statusCode(), response.headers(), response.body());
            observer.saw(method, path, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String name) {
        return Base64.getEncoder().encodeToString((name + ":" + ApiServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
