import { expect, type Locator, type Page } from '@playwright/test';

type Viewers = { readonly ann: Page; readonly cy: Page };

/** Gives oneself a name on the watch page. */
export const joinChat = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Your name in the chat').fill(name);
  await page.getByRole('button', { name: 'Join the chat' }).click();
};

/** Whoever writes again sooner than viewers may is told so, and sends it a moment later. */
const write = async (page: Page, words: string, text: string): Promise<void> => {
  const field = page.getByPlaceholder(words);
  await field.fill(text);
  await expect(async () => {
    if ((await field.inputValue()) !== '') await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(field).toHaveValue('', { timeout: 1_000 });
  }).toPass();
};

const chatOf = (page: Page): Locator => page.getByRole('region', { name: 'Chat messages' });

const choose = async (desk: Page, message: string): Promise<Locator> => {
  const row = desk.getByRole('group', { name: message });
  await row.click();
  return row;
};

const questionAt = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text });

/** The desk answers somebody by name. */
export const answerInChat = async (desk: Page, { ann, cy }: Viewers): Promise<void> => {
  await write(ann, 'Write a message', 'Is it raw honey?');
  await (await choose(desk, 'Ann: Is it raw honey?')).getByRole('button', { name: 'Answer Ann' }).click();
  await write(desk, 'Write to the audience', 'It is, from May');
  await expect(chatOf(cy).getByText('Ann: Is it raw honey?')).toBeVisible();
  await expect(chatOf(cy).getByText('It is, from May')).toBeVisible();
};

/** A word waits for review, is shown, and taken away again; who wrote it is muted, and free again. */
export const reviewChat = async (desk: Page, { ann, cy }: Viewers): Promise<void> => {
  const rules = desk.getByText('Slow mode, words, muted viewers');
  await rules.click();
  await desk.getByLabel('Words to review').fill('cheaper');
  await desk.getByRole('button', { name: 'Save words' }).click();
  await expect(desk.getByText('Saved', { exact: true })).toBeVisible();
  await rules.click();
  await write(cy, 'Write a message', 'I have it cheaper');
  await expect(cy.getByText('Waits until the hosts have read it. Only you see it so far.')).toBeVisible();
  const held = desk.getByRole('region', { name: '1 to review' });
  await expect(held).toContainText('I have it cheaper');
  await expect(chatOf(ann).getByText('I have it cheaper')).toHaveCount(0);
  await held.getByRole('button', { name: 'Show' }).click();
  await expect(chatOf(ann).getByText('I have it cheaper')).toBeVisible();

  const row = await choose(desk, 'Cy: I have it cheaper');
  await row.getByRole('button', { name: 'Mute Cy' }).click();
  await expect(cy.getByPlaceholder('Write a message')).toHaveCount(0);
  await desk.getByRole('status').filter({ hasText: 'Cy is muted.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(cy.getByPlaceholder('Write a message')).toBeVisible();
  await row.getByRole('button', { name: 'Remove this message' }).click();
  await expect(chatOf(ann).getByText('This message was removed.')).toBeVisible();
  await expect(chatOf(ann).getByText('I have it cheaper')).toHaveCount(0);
};

/** Asked by one and wanted by another; put into the picture by the studio until the desk has it answered. */
export const answerQuestion = async (desk: Page, studio: Page, { ann, cy }: Viewers): Promise<void> => {
  const text = 'Does it ship to Norway?';
  for (const page of [ann, cy]) await page.getByRole('radio', { name: /^Questions/ }).check({ force: true });
  await write(ann, 'Ask the hosts a question', text);
  await cy.getByRole('button', { name: `I want to know it too (0 so far): ${text}` }).click();
  for (const page of [desk, studio]) await page.getByRole('radio', { name: /^Q&A/ }).check({ force: true });
  const [atDesk, inStudio] = [questionAt(desk, text), questionAt(studio, text)];
  await expect(atDesk).toContainText('1 wants to know');
  await atDesk.getByRole('button', { name: 'Answer now' }).click();
  await expect(cy.getByText('Being answered')).toBeVisible();
  await inStudio.getByRole('button', { name: 'Show in the picture' }).click();
  await expect(atDesk.getByText('In the picture')).toBeVisible();
  await atDesk.getByRole('button', { name: 'Mark answered' }).click();
  await expect(cy.getByText('Answered', { exact: true })).toBeVisible();
  await expect(atDesk).toContainText('Answered at');
  await expect(atDesk.getByText('In the picture')).toHaveCount(0);
};
