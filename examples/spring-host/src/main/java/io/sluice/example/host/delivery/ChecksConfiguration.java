package io.sluice.example.host.delivery;

import io.sluice.promotion.report.ReportSource;
import io.sluice.promotion.report.Reports;
import io.sluice.promotion.spi.PromotionCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The checks read what the build tools wrote beside each version: JUnit XML, SARIF, and JMH's JSON. */
@Configuration(proxyBeanMethods = false)
class ChecksConfiguration {
    @Bean
    PromotionCheck tests(ReportSource reports) {
        return Reports.tests(reports);
    }

    @Bean
    PromotionCheck security(ReportSource reports) {
        return Reports.security(reports);
    }

    @Bean
    PromotionCheck performance(ReportSource reports) {
        return Reports.performance(reports);
    }

    @Bean
    ReportSource reports(BuiltVersions built) {
        return ReportSource.directory(built.artifacts());
    }
}
