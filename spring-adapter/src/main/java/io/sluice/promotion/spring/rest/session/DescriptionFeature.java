package io.sluice.promotion.spring.rest.session;

import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.OpenApi;
import io.sluice.promotion.spring.rest.Routes;

/** {@code GET /openapi.yaml}: what the API can do, for programs. */
public final class DescriptionFeature implements Feature {
    @Override
    public void routes(Routes routes) {
        routes.get("/openapi.yaml", DescriptionFeature::description).open();
    }

    private static Answer description(Call call) {
        String base = call.link("");
        return Answer.file("application/yaml;charset=UTF-8", OpenApi.under(base.substring(0, base.length() - 1)));
    }
}
