package io.sluice.promotion.spring.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

class UiAutoConfigurationTest {
    private static ConfigurableApplicationContext application;
    private static String address;

    private final HttpClient browser = HttpClient.newHttpClient();

    /** Nothing of the library but the screens, and of either generation of Spring Boot what serves them. */
    static class WebServer implements ImportSelector {
        private static final List<String> PARTS = List.of(
                "org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration",
                "org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration",
                "org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration",
                "org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration",
                "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
                "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration",
                "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
                "org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration");

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return PARTS.stream()
                    .filter(name -> ClassUtils.isPresent(name, getClass().getClassLoader()))
                    .toArray(String[]::new);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({WebServer.class, UiAutoConfiguration.class})
    static class Host {}

    @BeforeAll
    static void start() {
        application = SpringApplication.run(
                Host.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.servlet.context-path=/shop",
                "--sluice.ui.enabled=true",
                "--sluice.rest.enabled=true",
                "--sluice.ui.base-path=/tools/sluice",
                "--sluice.rest.base-path=/rest/sluice",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
        address = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
                + "/shop/tools/sluice";
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void servesTheScriptWithATagAndToldToBeJavaScript() throws Exception {
        HttpResponse<String> answer = get("/sluice.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/javascript;charset=UTF-8");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("etag")).isPresent();
    }

    @Test
    void answersNotModifiedToWhoHasTheFile() throws Exception {
        String tag = get("/sluice.js").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = get("/sluice.js", "If-None-Match", "\"other\", W/" + tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("etag")).hasValue(tag);
    }

    @Test
    void compressesForBrowsersThatTakeItUnderATagOfItsOwn() throws Exception {
        String plain = get("/sluice.js").body();
        HttpResponse<byte[]> answer = browser.send(
                request("/sluice.js").header("Accept-Encoding", "br, gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("vary")).hasValue("Accept-Encoding");
        assertThat(answer.headers().firstValue("etag").orElseThrow()).endsWith("-gz\"");
        assertThat(unzipped(answer.body())).isEqualTo(plain);
        assertThat(get("/sluice.js", "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void letsBrowsersKeepForeverWhatCarriesItsHashInItsName() throws Exception {
        String part = Assets.onClassPath(getClass().getClassLoader()).all().stream()
                .map(Asset::name)
                .filter(name -> name.startsWith("parts/"))
                .findFirst()
                .orElseThrow();

        assertThat(get("/" + part).headers().firstValue("cache-control"))
                .hasValue("max-age=31536000, public, immutable");
    }

    @Test
    void servesAPageWithAllScreensUnderAPolicyWithoutAnythingInline() throws Exception {
        HttpResponse<String> page = get("/", "Accept-Language", "de-CH, en;q=0.5");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains(
                        "<html lang=\"de\">",
                        "<meta name=\"sluice-api\" content=\"/shop/rest/sluice\">",
                        "<sluice-app>")
                .doesNotContain("style=", "<script>");
    }

    @Test
    void leadsToThePageWhenTheSlashIsMissing() throws Exception {
        HttpResponse<String> answer = get("");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/shop/tools/sluice/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.js",
                "/parts/",
                "/parts",
                "/%2e%2e/UiRoutes.class",
                "/..%2fUiRoutes.class",
                "/parts/%2e%2e/%2e%2e/package-info.class",
                "/%5c..%5cUiRoutes.class",
                "//etc/passwd",
                "/sluice.js%00.css",
                "/sluice.js;a=b/x"
            })
    void hasNothingButItsFiles(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> answer = browser.send(
                request("/sluice.js")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("content-length").orElseThrow())
                .isPositive();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void servesNothingUnlessSwitchedOn() {
        runner().run(context -> assertThat(context).doesNotHaveBean("sluiceUiRoutes"));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(UiAutoConfiguration.class))
                .withPropertyValues("sluice.ui.enabled=true", "sluice.rest.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean("sluiceUiRoutes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice", "/", "/sluice/", "/a b", "/{x}", "/**"})
    void refusesABasePathThatIsNone(String path) {
        runner().withPropertyValues("sluice.ui.enabled=true", "sluice.rest.enabled=true", "sluice.ui.base-path=" + path)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("ui.base-path"));
    }

    private static WebApplicationContextRunner runner() {
        return new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(UiAutoConfiguration.class));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private static String unzipped(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
