import { Outlet, useParams } from "@tanstack/react-router";
import { useMay, useMayEverywhere } from "../access/useMay.ts";
import { Page } from "../kit/Page.tsx";
import { Tab, Tabs } from "../kit/Tabs.tsx";

const SETTINGS = "/environments/$environment/settings";

/** Each section has an address; the policy, people and tokens are for admins. */
export function SettingsPage() {
  const params = useParams({ from: SETTINGS });
  const admin = useMayEverywhere("admin");
  const adminHere = useMay("admin");
  return (
    <Page title="Settings">
      <Tabs label="Sections of the settings">
        <Tab to={SETTINGS} params={params} activeOptions={{ exact: true }}>
          Yourself
        </Tab>
        <Tab to={`${SETTINGS}/layers`} params={params}>
          Layers and holdouts
        </Tab>
        {adminHere && (
          <Tab to={`${SETTINGS}/policy`} params={params}>
            Policy
          </Tab>
        )}
        {admin && (
          <>
            <Tab to={`${SETTINGS}/people`} params={params}>
              People
            </Tab>
            <Tab to={`${SETTINGS}/tokens`} params={params}>
              Tokens
            </Tab>
          </>
        )}
      </Tabs>
      <Outlet />
    </Page>
  );
}
