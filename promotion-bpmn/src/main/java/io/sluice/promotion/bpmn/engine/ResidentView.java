package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.CaseService;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.ExternalTaskServiceImpl;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.RuntimeServiceImpl;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/**
 * The host's engine as the library calls it: the same engine, reached through {@link ResidentCalls}. Services that the
 * library has no use for are the host's own. Closing it does nothing: that is the host's to do.
 */
final class ResidentView implements ProcessEngine {
    private final ProcessEngine hosts;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final ManagementService management;
    private final ExternalTaskService externalTasks;

    ResidentView(ProcessEngine hosts, ProcessEngineConfigurationImpl configuration, CommandExecutor calls) {
        this.hosts = hosts;
        RepositoryServiceImpl files = through(calls, new RepositoryServiceImpl());
        files.setDeploymentCharset(configuration.getDefaultCharset());
        this.repository = files;
        this.runtime = through(calls, new RuntimeServiceImpl());
        this.tasks = through(calls, new TaskServiceImpl());
        this.management = through(calls, new ManagementServiceImpl(configuration));
        this.externalTasks = through(calls, new ExternalTaskServiceImpl());
    }

    private static <T extends ServiceImpl> T through(CommandExecutor calls, T service) {
        service.setCommandExecutor(calls);
        return service;
    }

    @Override
    public String getName() {
        return hosts.getName();
    }

    @Override
    public void close() {}

    @Override
    public ProcessEngineConfigurationImpl getProcessEngineConfiguration() {
        return (ProcessEngineConfigurationImpl) hosts.getProcessEngineConfiguration();
    }

    @Override
    public RuntimeService getRuntimeService() {
        return runtime;
    }

    @Override
    public RepositoryService getRepositoryService() {
        return repository;
    }

    @Override
    public TaskService getTaskService() {
        return tasks;
    }

    @Override
    public ManagementService getManagementService() {
        return management;
    }

    @Override
    public ExternalTaskService getExternalTaskService() {
        return externalTasks;
    }

    @Override
    public FormService getFormService() {
        return hosts.getFormService();
    }

    @Override
    public HistoryService getHistoryService() {
        return hosts.getHistoryService();
    }

    @Override
    public IdentityService getIdentityService() {
        return hosts.getIdentityService();
    }

    @Override
    public AuthorizationService getAuthorizationService() {
        return hosts.getAuthorizationService();
    }

    @Override
    public CaseService getCaseService() {
        return hosts.getCaseService();
    }

    @Override
    public FilterService getFilterService() {
        return hosts.getFilterService();
    }

    @Override
    public DecisionService getDecisionService() {
        return hosts.getDecisionService();
    }
}
