package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.SluiceEngine;
import org.springframework.context.SmartLifecycle;

/**
 * Begins to work once the application is up, and stops taking work before the web server begins to go down; what runs is
 * waited for.
 */
final class SluiceLifecycle implements SmartLifecycle {
    /** After the web server when starting, before its graceful shutdown when stopping. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final SluiceEngine engine;
    private final SluiceProperties settings;
    private final ProcessFiles files;
    private volatile boolean running;

    SluiceLifecycle(SluiceEngine engine, SluiceProperties settings, ProcessFiles files) {
        this.engine = engine;
        this.settings = settings;
        this.files = files;
    }

    @Override
    public void start() {
        files.deploy();
        if (settings.working()) {
            engine.work();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        engine.rest();
    }

    /** Beside the other parts of the application that stop now. */
    @Override
    public void stop(Runnable callback) {
        Thread thread = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "sluice-stop");
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
