package io.sluice.promotion.spring.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Says what follows only when it follows, so that a refusal can still take its place. */
final class FirstByte extends OutputStream {
    private final HttpServletResponse response;
    private final String type;
    private @Nullable OutputStream out;

    FirstByte(HttpServletResponse response, String type) {
        this.response = response;
        this.type = type;
    }

    boolean hasBegun() {
        return out != null;
    }

    OutputStream begin() throws IOException {
        if (out == null) {
            response.setContentType(type);
            out = response.getOutputStream();
        }
        return out;
    }

    @Override
    public void write(int value) throws IOException {
        begin().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        begin().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }
}
