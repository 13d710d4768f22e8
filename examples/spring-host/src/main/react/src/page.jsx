import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const WORDS = {
  en: { opened: 'Opened', nothing: 'Open a promotion of the list: it is shown here.', chosen: (name) => `You chose ${name}.` },
  de: { opened: 'Geöffnet', nothing: 'Öffnen Sie einen Antrag der Liste, er erscheint hier.', chosen: (name) => `Sie haben ${name} gewählt.` },
};

/**
 * The parts are custom elements: React renders them like any other tag and listens to their events with `on` and the
 * name of the event.
 */
function Workbench({ api, organization, language }) {
  const words = WORDS[language] ?? WORDS.en;
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
      <p role="status">{workspace && words.chosen(workspace)}</p>
      <div className="columns">
        <sluice-approval-queue
          api={api}
          organization={organization}
          lang={language}
          hash="off"
          onsluice-navigate={navigate}
        />
        <section aria-label={words.opened} tabIndex={-1} ref={opened}>
          {promotion ? (
            <sluice-promotion-detail
              api={api}
              organization={organization}
              lang={language}
              promotion-id={promotion}
              onsluice-navigate={navigate}
            />
          ) : (
            <p>{words.nothing}</p>
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
