/** The marketplace's bot of Telegram: its token is sealed and never shown whole. */
import { type TelegramAnswer, type TelegramSettings, telegramInput } from '@holdfast/shared/telegram';
import { useMutation, useQuery } from '@tanstack/react-query';
import { BooleanInput, PasswordInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { ServiceAnswer } from './ServiceAnswer.tsx';

export function TelegramForm() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'telegram'],
    queryFn: () => call<TelegramSettings>('/admin/settings/telegram'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec" id="telegram">
      <h2>
        Telegram <small>{data && (data.isOn ? `@${data.bot}` : 'Not in use')}</small>
      </h2>
      {error && <ErrorMessage what="The bot couldn’t be loaded." error={error} retry={refetch} />}
      {data?.isOn && (
        <>
          <p>
            {plural(data.linked, 'inbox', 'inboxes')} linked. Staff and consignors link a chat in the
            preferences of their inbox.
          </p>
          {data.problem && <p className="note danger">Telegram refuses the bot: {data.problem}</p>}
          <Ask />
        </>
      )}
      {data && <Form key={data.version} settings={data} />}
    </section>
  );
}

function Ask() {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => call<TelegramAnswer>('/admin/settings/telegram/test', { method: 'POST' }),
  });
  return (
    <>
      <p>
        <button type="button" className="btn" disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Asking Telegram…' : 'Check with Telegram'}
        </button>
      </p>
      <ServiceAnswer error={error} isTaken={data?.isTaken}>
        {data?.isTaken
          ? `Telegram knows the bot: ${data.said}.`
          : `Telegram says: ${data?.said}. ${data?.remedy ?? ''}`}
      </ServiceAnswer>
    </>
  );
}

function Form({ settings: { isOn, token, version } }: { settings: TelegramSettings }) {
  const notify = useNotify();
  return (
    <UpdateForm<TelegramSettings>
      resource="settings"
      id="telegram"
      schema={telegramInput}
      defaultValues={{ isOn, token: '' }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save the bot"
      onDone={(now) =>
        notify(now.isOn ? `Saved: @${now.bot}.` : 'The bot is switched off.', { type: 'success' })
      }
    >
      <div className="form-grid">
        <BooleanInput
          className="f12"
          source="isOn"
          label="Staff and consignors may be told by Telegram"
          helperText="Another bot unlinks every chat: it can’t write to them until they are linked again."
        />
        <PasswordInput
          className="f6"
          source="token"
          label="Token of the bot"
          helperText={`Write /newbot to @BotFather in Telegram. Sealed, and never shown whole again.${token ? ` Kept: ${token}; left empty, it stays.` : ''}`}
        />
      </div>
    </UpdateForm>
  );
}
