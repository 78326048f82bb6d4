import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import { channels } from "../api/alertQuestions.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { AddChannelDialog } from "./AddChannelDialog.tsx";
import { ChannelItem } from "./ChannelItem.tsx";

/** By which ways people are told. */
export function ChannelsCard({ environment }: { environment: string }) {
  const question = useQuery(channels(environment));
  const may = useMay("admin");
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title="Channels"
      aside={
        may && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden size={15} />
            Add a channel…
          </Button>
        )
      }
    >
      <Loaded question={question} lines={2}>
        {({ channels: all }) =>
          all.length === 0 ? (
            <Empty title="Nobody is told yet">
              Alerts are only shown here until there is a channel: a webhook, Slack or a mailbox.
              {!may && " An admin can add one."}
            </Empty>
          ) : (
            <ul className="divide-y divide-line">
              {all.map((channel) => (
                <ChannelItem key={channel.id} environment={environment} channel={channel} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && <AddChannelDialog environment={environment} onClose={() => setAdding(false)} />}
    </Card>
  );
}
