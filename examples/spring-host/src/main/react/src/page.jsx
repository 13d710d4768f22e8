import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/**
 * The parts are custom elements: React renders them like any other tag and listens to their events with `on` and the
 * name of the event.
 */
function Workbench({ api, organization, language }) {
  const [workspace, setWorkspace] = useState('');
  const [promotion, setPromotion] = useState('');
  const opened = useRef(null);

  function navigate(event) {
    const { screen, params } = event.detail;
    if (screen === 'promotion') {
      event.preventDefault();
      setPromotion(params.promotion);
    }
  }

  useEffect(() => {
    if (promotion) {
      opened.current?.focus();
    }
  }, [promotion]);

  return (
    <>
      <p>
        <sluice-workspace-selector
          api={api}
          organization={organization}
          lang={language}
          value={workspace}
          onsluice-workspace-change={(event) => setWorkspace(event.detail.workspace)}
        />
      </p>
      <p role="status">{workspace ? `Shown: what goes to ${workspace}.` : 'Shown: everything.'}</p>
      <div className="columns">
        <section aria-labelledby="waiting">
          <h2 id="waiting">Waiting</h2>
          <sluice-approval-queue
            api={api}
            organization={organization}
            lang={language}
            workspace={workspace || undefined}
            onsluice-navigate={navigate}
          />
        </section>
        <section aria-labelledby="opened">
          <h2 id="opened" tabIndex={-1} ref={opened}>
            {promotion ? 'Promotion' : 'Nothing is opened'}
          </h2>
          {promotion && (
            <sluice-promotion-detail
              api={api}
              organization={organization}
              lang={language}
              promotion-id={promotion}
              onsluice-navigate={navigate}
            />
          )}
        </section>
      </div>
    </>
  );
}

const place = document.getElementById('react');
createRoot(place).render(
  <Workbench
    api={place.dataset.api}
    organization={place.dataset.organization}
    language={document.documentElement.lang}
  />,
);
