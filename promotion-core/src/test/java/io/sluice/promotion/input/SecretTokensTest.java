package io.sluice.promotion.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTokensTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token is ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "xoxb-" + "1234567890-abcdef",
                "glpat-" + "abcdefghijklmnopqrst",
                "sk_live_" + "abcdefghijklmnop",
                "AIza" + "abcdefghijklmnopqrstuvwxyzABCDEFGHI",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
                "-----BEGIN RSA PRIVATE KEY-----",
                "password=hunter2",
                "API_KEY: abcdef",
                "Authorization: Bearer abcdefghijklmnopqrst",
                "postgresql://app:geheim@db/prod"
            })
    void areRecognised(String text) {
        assertThat(SecretTokens.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret:vault/prod/database",
                "https://db.prod.example.com:5432/app?sslmode=require",
                "jdbc:postgresql://db/prod",
                "the password is kept elsewhere",
                "eu-central-1",
                "mailto:ops@example.com"
            })
    void ordinaryTextIsNot(String text) {
        assertThat(SecretTokens.isIn(text)).isFalse();
    }
}
