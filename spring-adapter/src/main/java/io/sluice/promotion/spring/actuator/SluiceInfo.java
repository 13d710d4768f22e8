package io.sluice.promotion.spring.actuator;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.spring.SluiceProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Which Sluice this is, and which of its parts are switched on. Asks the database nothing. */
final class SluiceInfo implements InfoContributor {
    private final SluiceProperties settings;

    SluiceInfo(SluiceProperties settings) {
        this.settings = settings;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> details = new LinkedHashMap<>();
        String version = Sluice.class.getPackage().getImplementationVersion();
        if (version != null) {
            details.put("version", version);
        }
        details.put("rest", settings.rest().enabled());
        details.put("ui", settings.ui().enabled());
        builder.withDetail("sluice", details);
    }
}
